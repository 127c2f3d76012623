"""Link a chat to an account by a code that the account's owner got from the API."""

from dataclasses import dataclass, field

from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.chats.chat_linking import ChatLinking
from business_hexagon.application.errors import NotFound
from business_hexagon.application.once import answer_in_turn
from business_hexagon.application.outcome import Outcome
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Idempotency
from business_hexagon.application.ports.chats import ChatLinkCodes, Chats
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.chats.chat import chat_uuid


@dataclass(frozen=True, slots=True)
class LinkChatCommand:
    """Somebody in a chat sends a code.

    Attributes:
        chat_id: which chat.
        code: as typed.
        idempotency: the claim that this happens once.
    """

    chat_id: int
    code: str = field(repr=False)
    idempotency: Idempotency | None = None


class LinkChat:
    """Links a chat to the account that issued the code."""

    def __init__(
        self,
        *,
        codes: ChatLinkCodes,
        chats: Chats,
        users: Users,
        writes: AtomicWrites,
        ids: IdGenerator,
    ) -> None:
        self._codes = codes
        self._users = users
        self._writes = writes
        self._linking = ChatLinking(chats=chats, writes=writes, ids=ids)

    async def execute(self, command: LinkChatCommand) -> None:
        """Link the chat; the chat that the user had is unlinked.

        Raises:
            NotFound: the code is wrong, used or too old, or overtaken by the end of all sessions.
            TooManyConflicts: others kept changing the chat.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        code = command.code.strip()
        await answer_in_turn(
            self._writes,
            command.idempotency,
            lambda: self._link(command, code),
            stream=f"chat/{chat_uuid(command.chat_id)}",
        )
        # Only now: an update that is delivered again before must find the code working.
        await self._codes.spend(code)

    async def _link(self, command: LinkChatCommand, code: str) -> Outcome:
        link = await self._codes.redeem_user_code(code, command.chat_id)
        user = None if link is None else await self._users.get(link.user_id)
        if link is None or user is None or not user.accepts_session(link.asked_at):
            raise NotFound("chat_link_code", "")
        chat = await self._linking.chat_of(command.chat_id)
        return await self._linking.link(chat, link, Actor.guest(), idempotency=command.idempotency)
