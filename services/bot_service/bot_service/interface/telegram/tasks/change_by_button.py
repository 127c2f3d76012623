"""Buttons that finish a task or give it to somebody."""

from uuid import UUID

from aiogram.types import CallbackQuery, Update
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.commands.tasks.assign_task import AssignTask, AssignTaskCommand
from business_hexagon.application.commands.tasks.complete_task import (
    CompleteTask,
    CompleteTaskCommand,
)
from business_hexagon.application.errors import VersionConflict
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.queries.chats.identify_chat import ChatIdentity
from business_hexagon.application.queries.tasks.get_task import GetTask
from business_hexagon.application.queries.tasks.list_colleagues import (
    ListColleagues,
    ListColleaguesQuery,
)
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.tasks.errors import TaskAlreadyCompleted
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram.claims import update_claim
from bot_service.interface.telegram.refusals import refused
from bot_service.interface.telegram.screen import acknowledge, redraw
from bot_service.interface.telegram.tasks.buttons import FinishTask, GiveTask, OfferTask
from bot_service.interface.telegram.tasks.shown_task import ShownTask
from bot_service.interface.telegram.tasks.task_reader import TaskReader
from bot_service.interface.telegram.tasks.task_screens import picker_screen


@inject
async def finish_task(
    callback: CallbackQuery,
    *,
    callback_data: FinishTask,
    event_update: Update,
    identity: ChatIdentity,
    language: str,
    complete_task: FromDishka[CompleteTask],
    get_task: FromDishka[GetTask],
    clock: FromDishka[Clock],
) -> None:
    """Mark the task as done."""
    reader = TaskReader.of(identity, language, clock)
    command = CompleteTaskCommand(
        actor=reader.actor,
        task_id=callback_data.task_id,
        idempotency=update_claim(event_update, "complete_task", callback_data.task_id),
    )
    try:
        outcome = await complete_task.execute(command)
    except TaskAlreadyCompleted as refusal:
        await show_as_it_is(callback, reader, get_task, command.task_id, refusal)
        return
    await reader.redraw(callback, ShownTask.model_validate_json(outcome.response))
    await acknowledge(callback, _("Well done!"))


@inject
async def offer_task(
    callback: CallbackQuery,
    *,
    callback_data: OfferTask,
    identity: ChatIdentity,
    language: str,
    get_task: FromDishka[GetTask],
    list_colleagues: FromDishka[ListColleagues],
    clock: FromDishka[Clock],
) -> None:
    """Ask who shall do it; only those who work here choose among colleagues."""
    reader = TaskReader.of(identity, language, clock)
    task = await reader.find(get_task, callback_data.task_id)
    if not task.is_open:
        await show_as_it_is(callback, reader, get_task, task.id)
        return
    query = ListColleaguesQuery(reader.actor)
    knows_colleagues = reader.actor.has(Scope.TASKS_READ_ALL)
    colleagues = await list_colleagues.execute(query) if knows_colleagues else ()
    await redraw(callback, picker_screen(task, reader.actor.user_id, colleagues))
    await acknowledge(callback)


@inject
async def give_task(
    callback: CallbackQuery,
    *,
    callback_data: GiveTask,
    event_update: Update,
    identity: ChatIdentity,
    language: str,
    assign_task: FromDishka[AssignTask],
    get_task: FromDishka[GetTask],
    clock: FromDishka[Clock],
) -> None:
    """Give the task to whom the button names."""
    reader = TaskReader.of(identity, language, clock)
    command = AssignTaskCommand(
        actor=reader.actor,
        task_id=callback_data.task_id,
        assignee_id=callback_data.assignee_id,
        expected_version=callback_data.version,
        idempotency=update_claim(event_update, "assign_task", callback_data.pack()),
    )
    try:
        outcome = await assign_task.execute(command)
    except (TaskAlreadyCompleted, VersionConflict) as refusal:
        await show_as_it_is(callback, reader, get_task, command.task_id, refusal)
        return
    await reader.redraw(callback, ShownTask.model_validate_json(outcome.response))
    await acknowledge(callback, _("Given."))


async def show_as_it_is(
    callback: CallbackQuery,
    reader: TaskReader,
    get_task: GetTask,
    task_id: UUID,
    refusal: TaskAlreadyCompleted | VersionConflict | None = None,
) -> None:
    """Show the task as it has become, when a button was drawn for what it was.

    Args:
        callback: The press.
        reader: Who pressed.
        get_task: Knows the task as it is now.
        task_id: Which one.
        refusal: What was refused therefore; nothing when nothing was asked for yet.
    """
    task = await reader.find(get_task, task_id)
    await reader.redraw(callback, task)
    text = _("It has changed meanwhile.") if task.is_open else _("It is done already.")
    await acknowledge(callback, refused(refusal, text) if refusal else text, alert=True)
