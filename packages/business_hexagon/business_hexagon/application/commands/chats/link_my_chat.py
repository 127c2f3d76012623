"""Link a chat with one's account by a code that the bot wrote in the chat."""

from dataclasses import dataclass, field
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.chats.chat_linking import ChatLinking
from business_hexagon.application.errors import NotFound
from business_hexagon.application.once import answer_in_turn
from business_hexagon.application.outcome import Outcome
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Idempotency
from business_hexagon.application.ports.chats import ChatLink, ChatLinkCodes, Chats
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class LinkMyChatCommand:
    """Somebody who is signed in gives the code that a chat showed him.

    Attributes:
        actor: a signed-in user.
        code: as typed.
        idempotency: the claim that this happens once.
    """

    actor: Actor
    code: str = field(repr=False)
    idempotency: Idempotency | None = None


class LinkMyChat:
    """Links the chat that asked for the code; the answer never tells which chat that is."""

    def __init__(
        self,
        *,
        codes: ChatLinkCodes,
        chats: Chats,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
    ) -> None:
        self._codes = codes
        self._writes = writes
        self._linking = ChatLinking(chats=chats, writes=writes, ids=ids)
        self._clock = clock

    async def execute(self, command: LinkMyChatCommand) -> Outcome:
        """Link the chat; the chat that the user had is unlinked.

        Raises:
            PermissionDenied: no user is signed in, or the actor lacks `profile:write`.
            NotFound: the code is wrong, used or too old.
            TooManyConflicts: others kept changing the chat.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        command.actor.require(Scope.PROFILE_WRITE)
        user_id = command.actor.require_user("link_my_chat")
        code = command.code.strip()
        outcome = await answer_in_turn(
            self._writes,
            command.idempotency,
            lambda: self._link(command, code, user_id),
            stream="chat",
        )
        await self._codes.spend(code)
        return outcome

    async def _link(self, command: LinkMyChatCommand, code: str, user_id: UUID) -> Outcome:
        chat_id = await self._codes.redeem_chat_code(code, user_id)
        if chat_id is None:
            raise NotFound("chat_link_code", "")
        chat = await self._linking.chat_of(chat_id)
        link = ChatLink(user_id, self._clock.now())
        return await self._linking.link(chat, link, command.actor, idempotency=command.idempotency)
