"""Log in with a password."""

from dataclasses import dataclass, field

from business_hexagon.application.ports.access_token_issuer import AccessToken, AccessTokenIssuer
from business_hexagon.application.ports.password_hasher import PasswordHasher
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.errors import WrongCredentials
from business_hexagon.domain.identity.password import LONGEST
from business_hexagon.domain.values.email import Email


@dataclass(frozen=True, slots=True, kw_only=True)
class LogInCommand:
    """Somebody says who he is.

    Attributes:
        email: the address as typed.
        password: as typed.
    """

    email: str
    password: str = field(repr=False)


class LogIn:
    """Issues an access token for the right password."""

    def __init__(
        self,
        *,
        users: Users,
        hasher: PasswordHasher,
        tokens: AccessTokenIssuer,
    ) -> None:
        self._users = users
        self._hasher = hasher
        self._tokens = tokens

    async def execute(self, command: LogInCommand) -> AccessToken:
        """Check the password and issue a token.

        A password is verified whoever asks, so that neither the answer nor its time tells who has
        an account.

        Raises:
            InvalidValue: the address is malformed.
            WrongCredentials: no such account, another password, or the account is closed.
            StorageUnavailable: the data service does not answer.
        """
        user = await self._users.by_email(Email(command.email))
        # No stored password is longer than LONGEST: a longer one is wrong, and costs no more.
        fits = len(command.password) <= LONGEST
        password_hash = user.password_hash if user is not None and fits else None
        right = await self._hasher.verify(command.password[:LONGEST], password_hash or None)
        if user is None or not right or not user.is_active:
            raise WrongCredentials
        return self._tokens.issue(user.id, user.role)
