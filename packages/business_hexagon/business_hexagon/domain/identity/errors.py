"""What can be wrong with users, their sessions and the programs that they use.

DomainError
├── WeakPassword           the password breaks the policy
├── WrongCredentials       no such account, another password, or the account is closed
├── EmailNotVerified       the password is right, but the address was never proven
├── LogInLocked            too many failures: wait
├── InvalidAccess          an access token whose user, session or client counts no more
├── InvalidGrant           a refresh token or authorization code that does not work
│   └── RefreshReused      a refresh token that was used before
├── InvalidOneTimeToken    a mailed token that is wrong, used or too old
├── InvalidClient          no such program, or it cannot prove that it is the one
├── InvalidRedirect        the program never named this address
├── InvalidScope           nothing of what was asked for can be given
├── ClientTaken            another program has this identifier
└── RoleProtected          this account's role or activity must not be changed so
"""

from dataclasses import dataclass
from typing import ClassVar

from business_hexagon.domain.errors import DomainError


@dataclass(eq=False)
class WeakPassword(DomainError):
    """The password breaks the policy.

    Attributes:
        shortest: fewest characters allowed.
        longest: most characters allowed.
        reason: what is wrong, one of `length` and `guessable`.
    """

    code: ClassVar[str] = "weak_password"
    shortest: int
    longest: int
    reason: str = "length"


@dataclass(eq=False)
class WrongCredentials(DomainError):
    """No such account, another password, or a closed account: the answer never says which."""

    code: ClassVar[str] = "wrong_credentials"


@dataclass(eq=False)
class EmailNotVerified(DomainError):
    """The address was never proven. Told only to whom the password is known."""

    code: ClassVar[str] = "email_not_verified"


@dataclass(eq=False)
class LogInLocked(DomainError):
    """Too many failures for this address, whether or not it has an account.

    Attributes:
        retry_after_seconds: how long no password is looked at, at least 1.
    """

    code: ClassVar[str] = "log_in_locked"
    retry_after_seconds: int


@dataclass(eq=False)
class InvalidAccess(DomainError):
    """The access token was good once: its account, session or client is not any more."""

    code: ClassVar[str] = "invalid_token"


@dataclass(eq=False)
class InvalidGrant(DomainError):
    """A refresh token or authorization code that does not work; the answer never says why."""

    code: ClassVar[str] = "invalid_grant"


@dataclass(eq=False)
class RefreshReused(InvalidGrant):
    """A secret that was replaced long ago: somebody else has a copy of it."""


@dataclass(eq=False)
class InvalidOneTimeToken(DomainError):
    """A mailed token that is wrong, used, too old, or overtaken by a newer change."""

    code: ClassVar[str] = "invalid_one_time_token"


@dataclass(eq=False)
class InvalidClient(DomainError):
    """No such program, a wrong secret, or one that is switched off: never said which."""

    code: ClassVar[str] = "invalid_client"


@dataclass(eq=False)
class InvalidRedirect(DomainError):
    """The program never named this address, so nobody must be sent there."""

    code: ClassVar[str] = "invalid_redirect_uri"


@dataclass(eq=False)
class InvalidScope(DomainError):
    """A scope that does not exist, or nothing of what was asked for can be given."""

    code: ClassVar[str] = "invalid_scope"


@dataclass(eq=False)
class ClientTaken(DomainError):
    """Another program has this identifier.

    Attributes:
        client_id: the identifier.
    """

    code: ClassVar[str] = "client_taken"
    client_id: str


@dataclass(eq=False)
class RoleProtected(DomainError):
    """This account's role or activity must not be changed so.

    Attributes:
        reason: `own_account` or `last_administrator`.
    """

    code: ClassVar[str] = "role_protected"
    reason: str
