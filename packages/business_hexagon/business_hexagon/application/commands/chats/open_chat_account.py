"""Open an account in a chat."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.chats.chat_linking import ChatLinking
from business_hexagon.application.once import answer_in_turn
from business_hexagon.application.outcome import Outcome
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Idempotency
from business_hexagon.application.ports.chats import ChatLink, Chats, ChatStandings
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.chats.chat import chat_account_id, chat_uuid
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.user import User


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenChatAccountCommand:
    """Somebody in a chat wants an account.

    Attributes:
        chat_id: which chat.
        name: how to address the person, at most 255 characters.
        language: what the person chose to be spoken to in, if anything.
        idempotency: the claim that this happens once.
    """

    chat_id: int
    name: str
    language: str | None = None
    idempotency: Idempotency | None = None


class OpenChatAccount:
    """Opens a customer's account without address and password, and links it with the chat.

    The account's identity is made of the chat's, so that a chat opens one and finds it again after
    its link has ended. Holding the chat is all that proves who it is: once the account has an
    address, a code is asked for.
    """

    def __init__(
        self,
        *,
        chats: Chats,
        standings: ChatStandings,
        users: Users,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
    ) -> None:
        self._linking = ChatLinking(chats=chats, writes=writes, ids=ids)
        self._standings = standings
        self._users = users
        self._writes = writes
        self._clock = clock

    async def execute(self, command: OpenChatAccountCommand) -> UUID:
        """Open and link; returns whose account the chat speaks for, also when it did before.

        Raises:
            InvalidValue: the name is malformed, or the bot does not speak the language.
            PermissionDenied: the account that was opened here is closed, or has an address.
            TooManyConflicts: others kept changing the chat or the account.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        outcome = await answer_in_turn(
            self._writes,
            command.idempotency,
            lambda: self._open(command),
            stream=f"chat/{chat_uuid(command.chat_id)}",
        )
        return UUID(outcome.response.decode())

    async def _open(self, command: OpenChatAccountCommand) -> Outcome:
        standing = await self._standings.of_chat(command.chat_id)
        if standing is not None and standing.speaker is not None:
            return Outcome(_named(standing.speaker.user_id), version=None)
        user_id = chat_account_id(command.chat_id)
        user = await self._users.get(user_id)
        new_user = None
        if user is None:
            new_user = User.open_in_chat(user_id=user_id, name=command.name)
        elif not user.is_active or user.email is not None:
            raise PermissionDenied("open_chat_account")
        chat = await self._linking.chat_of(command.chat_id)
        if command.language is not None:
            chat.choose_language(command.language)
        return await self._linking.link(
            chat,
            ChatLink(user_id, self._clock.now()),
            Actor.guest(),
            idempotency=command.idempotency,
            new_user=new_user,
            response=_named(user_id),
        )


def _named(user_id: UUID) -> bytes:
    return str(user_id).encode()
