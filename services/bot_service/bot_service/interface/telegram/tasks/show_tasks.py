"""`/tasks`, and the buttons that lead from list to card and back."""

from typing import Final

from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.documents import Filter, FilterOperator, PageRequest
from business_hexagon.application.queries.chats.identify_chat import ChatIdentity
from business_hexagon.application.queries.tasks.get_task import GetTask
from business_hexagon.application.queries.tasks.list_tasks import (
    BY_DUE_TIME,
    ListTasks,
    ListTasksQuery,
    TaskView,
)
from business_hexagon.domain.identity.scope import Scope
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram.screen import Screen, acknowledge, answer_with, redraw
from bot_service.interface.telegram.tasks.buttons import OpenTask, OpenTasks, TaskFilter
from bot_service.interface.telegram.tasks.shown_task import TaskPage
from bot_service.interface.telegram.tasks.task_reader import TaskReader
from bot_service.interface.telegram.tasks.task_screens import task_list_screen

PAGE_SIZE: Final = 8
_VIEWS: Final = {
    TaskFilter.MINE: (TaskView.ASSIGNED, "open"),
    TaskFilter.WRITTEN: (TaskView.CREATED, "open"),
    TaskFilter.DONE: (TaskView.ASSIGNED, "completed"),
    TaskFilter.ALL: (TaskView.ALL, "open"),
}


@inject
async def show_tasks(
    message: Message,
    *,
    command: CommandObject,
    identity: ChatIdentity,
    language: str,
    list_tasks: FromDishka[ListTasks],
    clock: FromDishka[Clock],
) -> None:
    """List the tasks; `/tasks done` and the like choose which."""
    words = (command.args or TaskFilter.MINE).strip().lower()
    if words not in set(TaskFilter):
        await message.answer(
            _("I know these lists: {lists}.").format(lists=", ".join(f"/tasks {x}" for x in _VIEWS))
        )
        return
    reader = TaskReader.of(identity, language, clock)
    await answer_with(message, await _list(list_tasks, reader, OpenTasks(which=TaskFilter(words))))


@inject
async def turn_to_tasks(
    callback: CallbackQuery,
    *,
    callback_data: OpenTasks,
    identity: ChatIdentity,
    language: str,
    list_tasks: FromDishka[ListTasks],
    clock: FromDishka[Clock],
) -> None:
    """Show a page of a list where the button was."""
    reader = TaskReader.of(identity, language, clock)
    await redraw(callback, await _list(list_tasks, reader, callback_data))
    await acknowledge(callback)


@inject
async def open_task(
    callback: CallbackQuery,
    *,
    callback_data: OpenTask,
    identity: ChatIdentity,
    language: str,
    get_task: FromDishka[GetTask],
    clock: FromDishka[Clock],
) -> None:
    """Show a task's card where the button was."""
    reader = TaskReader.of(identity, language, clock)
    await reader.redraw(callback, await reader.find(get_task, callback_data.task_id))
    await acknowledge(callback)


async def _list(list_tasks: ListTasks, reader: TaskReader, shown: OpenTasks) -> Screen:
    """A page by its number: a list is read from its beginning, as product lists are."""
    view, status = _VIEWS[shown.which]
    only = Filter("status", FilterOperator.EQ, status)
    limit = (shown.page + 1) * PAGE_SIZE
    request = PageRequest(limit=limit, sort=BY_DUE_TIME, filters=(only,))
    found = await list_tasks.execute(ListTasksQuery(reader.actor, request, view))
    read = TaskPage.model_validate_json(found.content)
    return task_list_screen(
        read.items[shown.page * PAGE_SIZE :],
        shown,
        reader.now,
        reader.zone,
        has_more=read.next_cursor is not None,
        sees_all=reader.actor.has(Scope.TASKS_READ_ALL),
    )
