"""Change one's own account."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound, NotUnique
from business_hexagon.application.once import answer_once, require_version, save_once
from business_hexagon.application.outcome import Outcome, Present
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Idempotency
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.errors import EmailTaken
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.values.email import Email


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateMeCommand:
    """Somebody changes his own data; what is None stays.

    Attributes:
        actor: the signed-in user.
        email: a new address.
        name: a new name.
        expected_version: the version that the change was decided on, if the client says.
        idempotency: the claim that this happens once.
    """

    actor: Actor
    email: str | None = None
    name: str | None = None
    expected_version: int | None = None
    idempotency: Idempotency | None = None


class UpdateMe:
    """Changes the actor's own account."""

    def __init__(self, *, users: Users, writes: AtomicWrites, present: Present[User]) -> None:
        self._users = users
        self._writes = writes
        self._present = present

    async def execute(self, command: UpdateMeCommand) -> Outcome:
        """Change the account.

        Raises:
            PermissionDenied: nobody is signed in.
            NotFound: the account is gone.
            InvalidValue: the address or the name is malformed.
            EmailTaken: another account has the address.
            VersionConflict: the account is at another version.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        return await answer_once(
            self._writes,
            command.idempotency,
            lambda: self._update(command),
        )

    async def _update(self, command: UpdateMeCommand) -> Outcome:
        user_id = command.actor.user_id
        if user_id is None:
            raise PermissionDenied("update_me")
        user = await self._users.get(user_id)
        if user is None:
            raise NotFound("user", str(user_id))
        require_version(user, command.expected_version)
        user.update_profile(
            email=None if command.email is None else Email(command.email),
            name=command.name,
        )
        try:
            return await save_once(self._writes, user, self._present(user), command.idempotency)
        except NotUnique as error:
            raise EmailTaken(user.email.value) from error
