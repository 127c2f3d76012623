"""Asks what a file belongs to."""

from typing import Final

from aiogram.utils.i18n import gettext as _
from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.documents import Filter, FilterOperator, PageRequest
from business_hexagon.application.queries.ordering.list_orders import ListOrders, ListOrdersQuery
from business_hexagon.application.queries.tasks.list_tasks import ListTasks, ListTasksQuery
from business_hexagon.domain.attachments.attachment import SubjectKind
from business_hexagon.domain.identity.scope import Scope

from bot_service.interface.telegram.attachments.buttons import DropFile, KeepFile, NameProduct
from bot_service.interface.telegram.orders.order_number import order_number
from bot_service.interface.telegram.orders.shown_order import OrderPage
from bot_service.interface.telegram.screen import Row, Screen, press
from bot_service.interface.telegram.tasks.shown_task import TaskPage

_OFFERED: Final = 4
_LONGEST_LABEL: Final = 40


async def subject_choices(
    actor: Actor, list_tasks: ListTasks, list_orders: ListOrders, message_id: int
) -> Screen:
    """The latest tasks and orders, each with a button.

    Args:
        actor: Who sent the file.
        list_tasks: Finds the tasks.
        list_orders: Finds the orders.
        message_id: The message that the file came with.

    Raises:
        PermissionDenied: The actor has neither.
        StorageUnavailable: The data service does not answer.
    """
    is_open = Filter("status", FilterOperator.EQ, "open")
    found = await list_tasks.execute(
        ListTasksQuery(actor, PageRequest(limit=_OFFERED, filters=(is_open,)))
    )
    rows: list[Row] = []
    for task in TaskPage.model_validate_json(found.content).items:
        data = KeepFile(kind=SubjectKind.TASK, subject_id=task.id, message_id=message_id)
        rows.append((press(f"📝 {task.title}"[:_LONGEST_LABEL], data),))
    orders = await list_orders.execute(ListOrdersQuery(actor, PageRequest(limit=_OFFERED)))
    for order in OrderPage.model_validate_json(orders.content).items:
        data = KeepFile(kind=SubjectKind.ORDER, subject_id=order.id, message_id=message_id)
        text = _("📦 Order {number}").format(number=order_number(order.id))
        rows.append((press(text, data),))
    if actor.has(Scope.CATALOGUE_WRITE):
        rows.append((press(_("🛍 A product…"), NameProduct(message_id=message_id)),))
    if not rows:
        return Screen(
            _(
                "What does this belong to? You have neither orders nor tasks yet. "
                "Send it again with the caption: /task and what is to be done."
            )
        )
    rows.append((press(_("✖️ Nothing"), DropFile(message_id=message_id)),))
    return Screen(_("What does this belong to?"), rows)
