"""Buttons that put a task off, and the answer to until when."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.commands.tasks.update_task import UpdateTask, UpdateTaskCommand
from business_hexagon.application.errors import NotFound, VersionConflict
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.queries.chats.identify_chat import ChatIdentity
from business_hexagon.application.queries.tasks.get_task import GetTask
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.tasks.errors import TaskAlreadyCompleted
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.claims import update_claim
from bot_service.interface.telegram.refusals import tell_refusal
from bot_service.interface.telegram.screen import Screen, acknowledge, answer_with, write_to
from bot_service.interface.telegram.session import ChatSession
from bot_service.interface.telegram.tasks.buttons import PutOff, PutOffTask
from bot_service.interface.telegram.tasks.change_by_button import show_as_it_is
from bot_service.interface.telegram.tasks.reading import read_words
from bot_service.interface.telegram.tasks.shown_task import ShownTask
from bot_service.interface.telegram.tasks.task_reader import TaskReader
from bot_service.interface.telegram.tasks.task_states import TaskDraft, TaskStates
from bot_service.interface.telegram.tasks.write_down import not_understood

_MORNING: Final = time(9)


@inject
async def put_off_task(
    callback: CallbackQuery,
    *,
    callback_data: PutOffTask,
    event_update: Update,
    identity: ChatIdentity,
    language: str,
    session: ChatSession,
    state: FSMContext,
    get_task: FromDishka[GetTask],
    update_task: FromDishka[UpdateTask],
    clock: FromDishka[Clock],
) -> None:
    """Put the task off by what the button says, or ask until when."""
    reader = TaskReader.of(identity, language, clock)
    task_id = callback_data.task_id
    if callback_data.by is PutOff.CHOOSE:
        await _ask(callback, callback_data, session, state)
        return
    task = await reader.find(get_task, task_id)
    command = UpdateTaskCommand(
        actor=reader.actor,
        task_id=task_id,
        due_at=later(task.due_at, callback_data.by, reader.now, reader.zone),
        expected_version=callback_data.version,
        idempotency=update_claim(event_update, "update_task", callback_data.pack()),
    )
    try:
        outcome = await update_task.execute(command)
    except (TaskAlreadyCompleted, VersionConflict) as refusal:
        await show_as_it_is(callback, reader, get_task, task_id, refusal)
        return
    await reader.redraw(callback, ShownTask.model_validate_json(outcome.response))
    await acknowledge(callback, _("Put off."))


@inject
async def hear_put_off_time(
    message: Message,
    *,
    event_update: Update,
    identity: ChatIdentity,
    language: str,
    session: ChatSession,
    state: FSMContext,
    update_task: FromDishka[UpdateTask],
    clock: FromDishka[Clock],
) -> None:
    """Take the answer to until when the task is put off."""
    reader = TaskReader.of(identity, language, clock)
    read = await read_words(message.text or "", message.date, reader.zone)
    if read.due_at is None:
        await message.answer(not_understood())
        return
    if read.due_at <= message.date:
        await message.answer(_("That time has passed. When is it due? For example: tomorrow 9am"))
        return
    task_id = None if session.task_draft is None else session.task_draft.put_off
    if task_id is not None:
        claim = update_claim(event_update, "update_task", message.text)
        try:
            outcome = await update_task.execute(
                UpdateTaskCommand(
                    actor=reader.actor, task_id=task_id, due_at=read.due_at, idempotency=claim
                )
            )
        except (NotFound, PermissionDenied, TaskAlreadyCompleted) as refusal:
            await tell_refusal(event_update, refusal)  # another time would be refused again
        else:
            task = ShownTask.model_validate_json(outcome.response)
            await answer_with(message, reader.card(task, _("Put off.")))
    session.task_draft = None
    session.end_dialogue(event_update.update_id)
    # Saved after the answer: until then the text must be taken for a time when it comes again.
    await sessions.save(state, session)


def later(due_at: datetime | None, by: PutOff, now: datetime, zone: ZoneInfo) -> datetime:
    """Until when a task is put off: an hour after now or its time, or tomorrow at nine."""
    if by is PutOff.HOUR:
        return max(now, due_at or now) + timedelta(hours=1)
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, _MORNING, tzinfo=zone)


async def _ask(
    callback: CallbackQuery, pressed: PutOffTask, session: ChatSession, state: FSMContext
) -> None:
    session.task_draft = TaskDraft(put_off=pressed.task_id)
    session.step = TaskStates.put_off.state
    await sessions.save(state, session)
    await write_to(callback, Screen(_("Until when? For example: tomorrow 9am, or friday 17:30")))
    await acknowledge(callback)
