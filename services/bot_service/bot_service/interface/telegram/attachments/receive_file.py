"""A photo or document comes in: it is kept where it clearly belongs, else the chat asks."""

from aiogram import Bot
from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, Update
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.attachments.attach_file import AttachFile
from business_hexagon.application.commands.tasks.create_task import CreateTask
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.queries.chats.identify_chat import ChatIdentity
from business_hexagon.application.queries.ordering.list_orders import ListOrders
from business_hexagon.application.queries.tasks.list_tasks import ListTasks
from business_hexagon.domain.attachments.attachment import SubjectKind
from business_hexagon.domain.identity.scope import Scope
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.attachments.choices import subject_choices
from bot_service.interface.telegram.attachments.incoming_file import (
    MOST_PENDING,
    IncomingFile,
    incoming_file,
)
from bot_service.interface.telegram.attachments.keep import keep_files
from bot_service.interface.telegram.attachments.subject_of_message import subject_of
from bot_service.interface.telegram.screen import answer_with
from bot_service.interface.telegram.session import ChatSession
from bot_service.interface.telegram.tasks.reading import read_words
from bot_service.interface.telegram.tasks.task_reader import TaskReader
from bot_service.interface.telegram.tasks.task_states import TaskDraft
from bot_service.interface.telegram.tasks.write_down import create, is_complete


@inject
async def receive_file(
    message: Message,
    *,
    actor: Actor,
    bot: Bot,
    session: ChatSession,
    state: FSMContext,
    attach_file: FromDishka[AttachFile],
    list_tasks: FromDishka[ListTasks],
    list_orders: FromDishka[ListOrders],
) -> None:
    """Keep the file with what the message answers, or ask what it belongs to."""
    file = incoming_file(message)
    file.require_size()
    subject = subject_of(message.reply_to_message)
    if subject is not None:
        told = await keep_files(bot, actor, attach_file, [file], subject)
        await answer_with(message, told)
        return
    is_of_asked_album = file.album_id is not None and any(
        one.album_id == file.album_id for one in session.pending_files
    )
    _remember(session, file)
    if not is_of_asked_album:
        screen = await subject_choices(actor, list_tasks, list_orders, message.message_id)
        await answer_with(message, screen)
    await sessions.save(state, session)


@inject
async def receive_task_with_file(
    message: Message,
    *,
    command: CommandObject,
    event_update: Update,
    bot: Bot,
    identity: ChatIdentity,
    language: str,
    session: ChatSession,
    state: FSMContext,
    create_task: FromDishka[CreateTask],
    attach_file: FromDishka[AttachFile],
    clock: FromDishka[Clock],
) -> None:
    """A file with the caption `/task …` is a new task that has the file."""
    reader = TaskReader.of(identity, language, clock)
    reader.actor.require(Scope.TASKS_USE)
    file = incoming_file(message)
    read = await read_words(command.args or "", message.date, reader.zone)
    draft = TaskDraft(
        title=read.title, description=read.description, priority=read.priority, due_at=read.due_at
    )
    if not await is_complete(message, draft, session, state):
        return
    task = await create(message, event_update, reader, draft, create_task)
    subject = (SubjectKind.TASK, task.id)
    told = await keep_files(bot, reader.actor, attach_file, [file], subject)
    await answer_with(message, told)


def _remember(session: ChatSession, file: IncomingFile) -> None:
    """Keep what is asked about; a message that comes again is remembered once."""
    others = [one for one in session.pending_files if one.message_id != file.message_id]
    session.pending_files = [*others, file][-MOST_PENDING:]
