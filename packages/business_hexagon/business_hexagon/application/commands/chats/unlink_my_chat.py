"""Unlink the chat of one's account, from outside: the phone may be lost."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.chats.chat_linking import ChatLinking
from business_hexagon.application.once import take_turns
from business_hexagon.application.ports.atomic_writes import AtomicWrites
from business_hexagon.application.ports.chats import Chats
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class UnlinkMyChatCommand:
    """Somebody wants no chat to speak for him any more.

    Attributes:
        actor: a signed-in user.
    """

    actor: Actor


class UnlinkMyChat:
    """Unlinks the chat that speaks for the actor."""

    def __init__(self, *, chats: Chats, writes: AtomicWrites, ids: IdGenerator) -> None:
        self._chats = chats
        self._linking = ChatLinking(chats=chats, writes=writes, ids=ids)

    async def execute(self, command: UnlinkMyChatCommand) -> None:
        """Unlink the chat; when there is none, that is fine.

        Raises:
            PermissionDenied: no user is signed in, or the actor lacks `profile:write`.
            TooManyConflicts: others kept changing the chat.
            StorageUnavailable: the data service does not answer.
        """
        command.actor.require(Scope.PROFILE_WRITE)
        user_id = command.actor.require_user("unlink_my_chat")
        await take_turns(lambda: self._unlink(command.actor, user_id), stream="chat")

    async def _unlink(self, actor: Actor, user_id: UUID) -> None:
        chat = await self._chats.of_user(user_id)
        if chat is not None:
            await self._linking.unlink(chat, actor)
