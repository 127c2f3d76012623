"""Linking a chat with an account in one write, whatever proved that they belong together."""

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotUnique, VersionConflict
from business_hexagon.application.outcome import Outcome
from business_hexagon.application.ports.atomic_writes import (
    AtomicWrites,
    Change,
    Idempotency,
    Saved,
)
from business_hexagon.application.ports.chats import ChatLink, Chats
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.domain.chats.chat import Chat
from business_hexagon.domain.identity.security_act import SecurityAct, SecurityActKind
from business_hexagon.domain.identity.user import User


class ChatLinking:
    """Makes a chat speak for a user, and no other chat.

    Args:
        chats: the chats.
        writes: where all of it is stored at once.
        ids: identities of the records.
    """

    def __init__(self, *, chats: Chats, writes: AtomicWrites, ids: IdGenerator) -> None:
        self._chats = chats
        self._writes = writes
        self._acts = SecurityActs(ids)

    async def chat_of(self, chat_id: int) -> Chat:
        """The chat as it is, or a new one.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        return await self._chats.get(chat_id) or Chat.open(chat_id)

    async def link(
        self,
        chat: Chat,
        link: ChatLink,
        actor: Actor,
        *,
        idempotency: Idempotency | None,
        new_user: User | None = None,
        response: bytes = b"",
    ) -> Outcome:
        """Link the chat, unlink the one that the user had, and record both in the audit.

        Args:
            chat: which chat.
            link: whose it becomes, and when that was proven.
            actor: who asked for it.
            idempotency: the claim that this happens once.
            new_user: the account, when it is opened with the link.
            response: what to answer.

        Raises:
            VersionConflict: somebody else was faster; look again at what there is now.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        saves, acts = list[Saved](), list[SecurityAct]()
        if chat.user_id != link.user_id:
            acts.extend(self._unlinked(chat, actor))
        chat.link(link.user_id, link.asked_at)
        if chat.pending:
            saves.append(chat)
            acts.append(self._act(SecurityActKind.CHAT_LINKED, chat, actor))
        if new_user is not None:
            saves.append(new_user)
            acts.append(self._acts.done(SecurityActKind.REGISTERED, actor, subject_id=new_user.id))
        former = await self._chats.of_user(link.user_id)
        if former is not None and former.id != chat.id:
            acts.extend(self._unlinked(former, actor))
            former.unlink("another_chat")
            saves.append(former)
        change = Change(
            saves=tuple(saves),
            idempotency=idempotency,
            response=response,
            security_acts=tuple(acts),
        )
        try:
            receipt = await self._writes.commit(change)
        except NotUnique as error:
            # Another one of the same moment opened the chat or the account, or linked the user.
            raise VersionConflict(chat.stream) from error
        return Outcome(receipt.response or b"", version=None, replayed=receipt.replayed)

    async def unlink(self, chat: Chat, actor: Actor) -> None:
        """Let the chat speak for nobody; one that is not linked stays so.

        Raises:
            VersionConflict: somebody else was faster.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        acts = self._unlinked(chat, actor)
        chat.unlink()
        if chat.pending:
            await self._writes.commit(Change(saves=(chat,), security_acts=acts))

    def _unlinked(self, chat: Chat, actor: Actor) -> tuple[SecurityAct, ...]:
        """A record for the user whom the chat spoke for, if it did for any."""
        if chat.user_id is None:
            return ()
        return (self._act(SecurityActKind.CHAT_UNLINKED, chat, actor),)

    def _act(self, kind: SecurityActKind, chat: Chat, actor: Actor) -> SecurityAct:
        return self._acts.done(kind, actor, subject_id=chat.user_id, details={"chat": str(chat.id)})
