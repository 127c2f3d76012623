"""Which command, button and answer about tasks goes where."""

from aiogram import F, Router
from aiogram.filters import Command

from bot_service.interface.telegram.tasks.buttons import (
    ChooseZone,
    FinishTask,
    GiveTask,
    OfferTask,
    OpenTask,
    OpenTasks,
    PutOffTask,
)
from bot_service.interface.telegram.tasks.change_by_button import (
    finish_task,
    give_task,
    offer_task,
)
from bot_service.interface.telegram.tasks.change_by_edit import change_task_by_edit
from bot_service.interface.telegram.tasks.choose_time_zone import (
    ask_time_zone,
    hear_time_zone,
    press_time_zone,
)
from bot_service.interface.telegram.tasks.put_off import hear_put_off_time, put_off_task
from bot_service.interface.telegram.tasks.show_tasks import open_task, show_tasks, turn_to_tasks
from bot_service.interface.telegram.tasks.task_states import TaskStates
from bot_service.interface.telegram.tasks.write_down import (
    hear_due_time,
    hear_title,
    write_task_down,
)

_SAID = F.text & ~F.text.startswith("/")


def build_router() -> Router:
    """A router of its own for each dispatcher."""
    router = Router(name="tasks")
    router.message.register(write_task_down, Command("task"), F.text)
    router.message.register(show_tasks, Command("tasks"))
    router.message.register(ask_time_zone, Command("timezone"))
    router.message.register(hear_title, TaskStates.title, _SAID)
    router.message.register(hear_due_time, TaskStates.due, _SAID)
    router.message.register(hear_put_off_time, TaskStates.put_off, _SAID)
    router.message.register(hear_time_zone, TaskStates.time_zone, _SAID)
    router.edited_message.register(change_task_by_edit, Command("task"))
    router.callback_query.register(turn_to_tasks, OpenTasks.filter())
    router.callback_query.register(open_task, OpenTask.filter())
    router.callback_query.register(finish_task, FinishTask.filter())
    router.callback_query.register(put_off_task, PutOffTask.filter())
    router.callback_query.register(offer_task, OfferTask.filter())
    router.callback_query.register(give_task, GiveTask.filter())
    router.callback_query.register(press_time_zone, ChooseZone.filter())
    return router
