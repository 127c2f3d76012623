"""Somebody who works with the bot: with a role, with files, with other people."""

from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import (
    Chat,
    ChatMemberBanned,
    ChatMemberMember,
    ChatMemberUpdated,
    Document,
    Message,
    PhotoSize,
    Update,
    User,
)
from bot_service.feature_provider import FeatureProvider
from bot_service.interface.messages.task_news import TaskNews
from bot_service.interface.messages.task_reminders import TaskReminders
from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.session import ChatSession
from bot_service.use_cases import UseCases
from business_hexagon.application.ports.atomic_writes import Change, Saved
from business_hexagon.domain.chats.chat import chat_account_id
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.user import User as Account
from business_hexagon.domain.tasks.task import Task
from business_hexagon.domain.values.email import Email
from dishka import make_async_container
from integration_events.catalogue import CATALOGUE
from integration_events.envelope import new_envelope
from message_bus.delivery import ReceivedEvent
from storage_contracts.json_value import Json

from tests.unit.bot_service.journey.chat_phone import CHAT_ID, NOW
from tests.unit.bot_service.journey.chat_scene import ChatScene
from tests.unit.bot_service.workplace.work_phone import WorkPhone
from tests.unit.bot_service.workplace.work_world import WorkWorld

ADA_ID: Final = chat_account_id(CHAT_ID)
"""Whose chat it is, once there is an account."""

PNG: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
"""One red pixel."""


class WorkScene(ChatScene):
    """One chat of somebody who works.

    Attributes:
        work: The shop and what the bot remembers.
    """

    def __init__(self) -> None:
        super().__init__()
        self.work = WorkWorld()
        self.world = self.work
        self._container = make_async_container(
            UseCases(), FeatureProvider(), self.work, skip_validation=True
        )

    @property
    def screen(self) -> WorkPhone:
        """What the person sees."""
        return self.work.work_phone

    @property
    def tasks(self) -> list[Task]:
        """All tasks."""
        return list(self.work.shop.storage.all_of(Task))

    async def becomes(self, role: Role) -> None:
        """Ada gets a role."""
        ada = self.work.shop.storage.one(Account, ADA_ID)
        assert ada is not None
        ada.change_role(role)
        await self.work.shop.plain_writes.commit(Change(saves=(ada,)))

    async def hires(self, name: str, role: Role = Role.STAFF) -> UUID:
        """Somebody else works here, too."""
        user = Account.register(
            user_id=self.work.shop.ids.new(),
            email=Email(f"{uuid4().hex}@example.com"),
            name=name,
            password_hash="",
            registration_source="api",
        )
        user.change_role(role)
        await self.work.shop.plain_writes.commit(Change(saves=(user,)))
        return user.id

    async def writes_task(self, title: str, created_by: UUID = ADA_ID) -> Task:
        """A task that came from elsewhere, for Ada to do."""
        task = Task.create(
            task_id=self.work.shop.ids.new(),
            title=title,
            created_by=created_by,
            assignee_id=ADA_ID,
        )
        await self.keeps(task)
        return task

    async def keeps(self, *things: Saved) -> None:
        """Things that came from elsewhere."""
        await self.work.shop.plain_writes.commit(Change(saves=things))

    def message(self, **fields: object) -> Update:
        """An update with a message of any content."""
        number = self._next()
        known = {
            "message_id": number,
            "date": NOW,
            "chat": Chat(id=CHAT_ID, type="private", first_name="Ada"),
            "from_user": self.person,
        }
        return Update(update_id=number, message=Message.model_validate(known | fields))

    async def sends(self, **fields: object) -> Update:
        """The person sends anything."""
        return await self.deliver(self.message(**fields))

    async def sends_photo(
        self, content: bytes = PNG, *, size: int | None = None, **fields: object
    ) -> Update:
        """The person sends a photo."""
        name = uuid4().hex
        self.screen.contents[name] = content
        photo = PhotoSize(
            file_id=name,
            file_unique_id=name,
            width=9,
            height=9,
            file_size=len(content) if size is None else size,
        )
        return await self.sends(photo=[photo], **fields)

    async def sends_document(self, name: str, content: bytes, **fields: object) -> Update:
        """The person sends a document."""
        file_id = uuid4().hex
        self.screen.contents[file_id] = content
        document = Document(
            file_id=file_id, file_unique_id=file_id, file_name=name, file_size=len(content)
        )
        return await self.sends(document=document, **fields)

    async def edits(self, written: Update, text: str) -> Update:
        """The person changes a message."""
        assert written.message is not None
        edited = written.message.model_copy(
            update={"text": text, "edit_date": int((NOW + timedelta(minutes=1)).timestamp())}
        )
        return await self.deliver(Update(update_id=self._next(), edited_message=edited))

    async def membership(self, status: str, chat_type: str = "private") -> Update:
        """The person blocks the bot, or takes it somewhere."""
        bot = User(id=42, is_bot=True, first_name="Shop")
        member = (
            ChatMemberBanned(user=bot, until_date=NOW)
            if status == "kicked"
            else ChatMemberMember(user=bot)
        )
        chat_id = CHAT_ID if chat_type == "private" else -CHAT_ID
        change = ChatMemberUpdated(
            chat=Chat(id=chat_id, type=chat_type),
            from_user=self.person,
            date=NOW,
            old_chat_member=ChatMemberMember(user=bot),
            new_chat_member=member,
        )
        return await self.deliver(Update(update_id=self._next(), my_chat_member=change))

    async def session(self) -> ChatSession:
        """What the bot remembers of the chat."""
        return await sessions.load(self._dialogue())

    async def remember(self, **fields: object) -> None:
        """The bot remembers something else."""
        session = await self.session()
        await sessions.save(self._dialogue(), session.model_copy(update=fields))

    async def is_due(self, task: Task) -> None:
        """The bot hears that a task is due."""
        await self.hears_due(self.due_data(task))

    def due_data(self, task: Task) -> dict[str, Json]:
        """What the event tells."""
        return {
            **CATALOGUE["task.due"].example,
            "task_id": str(task.id),
            "title": task.title,
            "assignee_id": None if task.assignee_id is None else str(task.assignee_id),
            "created_by": str(task.created_by),
            "due_at": None if task.due_at is None else task.due_at.isoformat(),
        }

    def completed_data(self, task: Task) -> dict[str, Json]:
        """What another event tells."""
        return {**CATALOGUE["task.completed"].example, "task_id": str(task.id)}

    def _dialogue(self) -> FSMContext:
        key = StorageKey(bot_id=42, chat_id=CHAT_ID, user_id=CHAT_ID)
        return FSMContext(self.work.dialogues, key)

    async def hears_due(self, data: dict[str, Json], event_type: str = "task.due") -> None:
        """The bot hears of something."""
        await self.is_reminded(self.heard(event_type, data))

    async def is_reminded(self, event: ReceivedEvent) -> None:
        """The bot hears what may be worth a reminder."""
        await (await self._container.get(TaskReminders)).when_task_due(event)

    async def is_given(self, event: ReceivedEvent) -> None:
        """The bot hears of something that may be news."""
        await (await self._container.get(TaskNews)).when_task_given(event)

    def heard(
        self, event_type: str, data: dict[str, Json], user_id: UUID | None = None
    ) -> ReceivedEvent:
        """Something that happened, by the hand of somebody."""
        return ReceivedEvent(
            envelope=new_envelope(
                event_type=event_type,
                event_id=uuid4(),
                timestamp=NOW,
                service="worker_service",
                request_id="request_1",
                user_id=user_id,
                data=data,
                schema_version=1,
            ),
            aggregate="task/1",
            aggregate_version=2,
            attempt=1,
            redelivered=False,
            traceparent=None,
        )
