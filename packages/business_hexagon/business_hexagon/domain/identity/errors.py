"""What can be wrong with users.

DomainError
├── EmailTaken             another account has this address
├── WeakPassword           the password breaks the policy
└── WrongCredentials       no such account, another password, or the account is closed
"""

from dataclasses import dataclass
from typing import ClassVar

from business_hexagon.domain.errors import DomainError


@dataclass(eq=False)
class EmailTaken(DomainError):
    """Another account has this address.

    Attributes:
        email: the address, normalised.
    """

    code: ClassVar[str] = "email_taken"
    email: str


@dataclass(eq=False)
class WeakPassword(DomainError):
    """The password breaks the policy.

    Attributes:
        shortest: fewest characters allowed.
        longest: most characters allowed.
    """

    code: ClassVar[str] = "weak_password"
    shortest: int
    longest: int


@dataclass(eq=False)
class WrongCredentials(DomainError):
    """No such account, another password, or a closed account: the answer never says which."""

    code: ClassVar[str] = "wrong_credentials"
