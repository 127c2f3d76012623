"""Tasks as a person sees them."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from uuid import UUID
from zoneinfo import ZoneInfo

from aiogram.utils.i18n import gettext as _
from business_hexagon.application.ports.colleagues import Colleague
from business_hexagon.domain.attachments.attachment import SubjectKind
from business_hexagon.domain.tasks.values import Priority

from bot_service.interface.telegram.attachments.buttons import OpenFiles
from bot_service.interface.telegram.screen import Row, Screen, press
from bot_service.interface.telegram.tasks.buttons import (
    MOST_PAGES,
    FinishTask,
    GiveTask,
    OfferTask,
    OpenTask,
    OpenTasks,
    PutOff,
    PutOffTask,
    TaskFilter,
)
from bot_service.interface.telegram.tasks.due_text import due_text
from bot_service.interface.telegram.tasks.shown_task import ShownTask

_LONGEST_DESCRIPTION = 2_000
_LONGEST_LABEL = 40


def task_screen(
    task: ShownTask,
    user_id: UUID | None,
    now: datetime,
    zone: ZoneInfo,
    heading: str = "",
    *,
    may_change: bool,
) -> Screen:
    """A task's card.

    Args:
        task: The task.
        user_id: Who reads it.
        now: The time now.
        zone: The reader's time zone.
        heading: What to say above it.
        may_change: Whether the reader may do more than look.
    """
    parts = [heading, _title(task), escape(_cut(task.description, _LONGEST_DESCRIPTION))]
    facts = [_priority(task), _due(task, now, zone), _whose(task, user_id)]
    parts.append("\n".join(filter(None, facts)))
    return Screen(
        "\n\n".join(filter(None, parts)), _card_rows(task, can_change=task.is_open and may_change)
    )


def task_list_screen(
    tasks: Sequence[ShownTask],
    shown: OpenTasks,
    now: datetime,
    zone: ZoneInfo,
    *,
    has_more: bool,
    sees_all: bool,
) -> Screen:
    """A page of a list.

    Args:
        tasks: Those of the page.
        shown: Which page of which list.
        now: The time now.
        zone: The reader's time zone.
        has_more: Whether there is a page behind it.
        sees_all: Whether the reader may look at everybody's.
    """
    headings = {
        TaskFilter.MINE: _("📝 <b>Your tasks</b>"),
        TaskFilter.WRITTEN: _("📝 <b>Tasks that you wrote down</b>"),
        TaskFilter.DONE: _("✅ <b>Done</b>"),
        TaskFilter.ALL: _("📝 <b>Everybody's tasks</b>"),
    }
    parts = [headings[shown.which]]
    if not tasks:
        parts.append(_("Nothing here. Write one down: /task buy milk tomorrow 9am"))
    rows: list[Row] = [
        (press(_label(task, now, zone), OpenTask(task_id=task.id)),) for task in tasks
    ]
    turning: Row = ()
    if shown.page > 0:
        turning += (press(_("◀ Back"), OpenTasks(which=shown.which, page=shown.page - 1)),)
    if has_more and shown.page + 1 < MOST_PAGES:
        turning += (press(_("More ▶"), OpenTasks(which=shown.which, page=shown.page + 1)),)
    return Screen("\n\n".join(parts), [*rows, turning, _filters(shown.which, sees_all)])


def picker_screen(task: ShownTask, user_id: UUID | None, colleagues: Sequence[Colleague]) -> Screen:
    """Asks who shall do a task.

    Args:
        task: The task.
        user_id: Who asks.
        colleagues: Who else it can be given to.
    """

    def give(text: str, assignee_id: UUID | None) -> Row:
        return (press(text, GiveTask.of(task.id, assignee_id, task.version)),)

    rows = [give(_("🙋 Me"), user_id)] if task.assignee_id != user_id else []
    rows += [
        give(_cut(colleague.name, _LONGEST_LABEL), colleague.user_id)
        for colleague in colleagues
        if colleague.user_id not in {user_id, task.assignee_id}
    ]
    if task.assignee_id is not None:
        rows.append(give(_("Nobody yet"), None))
    rows.append((press(_("◀ Back"), OpenTask(task_id=task.id)),))
    return Screen(f"{_title(task)}\n\n{_('Who shall do it?')}", rows)


def _title(task: ShownTask) -> str:
    mark = "📝" if task.is_open else "✅"
    return f"{mark} <b>{escape(task.title)}</b>"


def _priority(task: ShownTask) -> str:
    if task.priority is Priority.HIGH:
        return _("❗ High priority")
    return _("🐢 Low priority") if task.priority is Priority.LOW else ""


def _due(task: ShownTask, now: datetime, zone: ZoneInfo) -> str:
    if task.due_at is None:
        return ""
    when = due_text(task.due_at, now, zone)
    if task.is_open and task.due_at <= now:
        return _("⏰ Due since {when} ({zone})").format(when=when, zone=zone.key)
    return _("⏰ {when} ({zone})").format(when=when, zone=zone.key)


def _whose(task: ShownTask, user_id: UUID | None) -> str:
    if task.assignee_id is None:
        return _("👤 Nobody's yet")
    return "" if task.assignee_id == user_id else _("👤 Somebody else's")


def _card_rows(task: ShownTask, *, can_change: bool) -> list[Row]:
    files = press(_("📎 Files"), OpenFiles(kind=SubjectKind.TASK, subject_id=task.id))
    back = press(_("◀ Tasks"), OpenTasks())
    if not can_change:
        return [(files, back)]

    def later(text: str, by: PutOff) -> Row:
        return (press(text, PutOffTask(task_id=task.id, version=task.version, by=by)),)

    return [
        (press(_("✅ Done"), FinishTask(task_id=task.id)),),
        later(_("⏰ +1 h"), PutOff.HOUR)
        + later(_("Tomorrow 9:00"), PutOff.TOMORROW)
        + later(_("Choose…"), PutOff.CHOOSE),
        (press(_("👤 Give to…"), OfferTask(task_id=task.id)), files),
        (back,),
    ]


def _filters(shown: TaskFilter, sees_all: bool) -> Row:  # noqa: FBT001  a fact about the reader
    labels = {
        TaskFilter.MINE: _("Mine"),
        TaskFilter.WRITTEN: _("Written by me"),
        TaskFilter.DONE: _("Done"),
    }
    if sees_all:
        labels[TaskFilter.ALL] = _("All")
    return tuple(
        press(label, OpenTasks(which=one)) for one, label in labels.items() if one is not shown
    )


def _label(task: ShownTask, now: datetime, zone: ZoneInfo) -> str:
    mark = "❗ " if task.priority is Priority.HIGH else ""
    title = _cut(task.title, _LONGEST_LABEL)
    when = "" if task.due_at is None else f" · {due_text(task.due_at, now, zone)}"
    return f"{mark}{title}{when}"


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
