"""Whose files somebody may see, and to what he may attach some."""

from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.tasks.task_access import (
    load_changeable_task,
    load_visible_task,
)
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.orders import Orders
from business_hexagon.application.ports.products import Products
from business_hexagon.application.ports.tasks import Tasks
from business_hexagon.domain.attachments.attachment import SubjectKind
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.scope import Scope


class AttachmentAccess:
    """The rule of each kind of subject, the same as that of the subject itself.

    Args:
        tasks: loads tasks.
        orders: loads orders.
        products: loads products.
    """

    def __init__(self, *, tasks: Tasks, orders: Orders, products: Products) -> None:
        self._tasks = tasks
        self._orders = orders
        self._products = products

    async def require_readable(
        self, actor: Actor, subject_kind: SubjectKind, subject_id: UUID
    ) -> None:
        """Let pass whoever may see the subject; photos of products are for everybody.

        Raises:
            PermissionDenied: a scope is missing.
            NotFound: there is no such subject, or the actor may not know of it.
            StorageUnavailable: the data service does not answer.
        """
        match subject_kind:
            case SubjectKind.PRODUCT:
                return
            case SubjectKind.TASK:
                actor.require(Scope.TASKS_USE)
                await load_visible_task(self._tasks, actor, subject_id)
            case _:
                actor.require(Scope.ORDERS_READ)
                await self._require_order(actor, subject_id)

    async def require_writable(
        self, actor: Actor, subject_kind: SubjectKind, subject_id: UUID
    ) -> None:
        """Let pass whoever may attach a file to the subject.

        Raises:
            PermissionDenied: a scope is missing, or the order or task is not the actor's own.
            NotFound: there is no such subject, or the actor may not know of it.
            StorageUnavailable: the data service does not answer.
        """
        match subject_kind:
            case SubjectKind.PRODUCT:
                actor.require(Scope.CATALOGUE_WRITE)
                if await self._products.get(subject_id) is None:
                    raise NotFound("product", str(subject_id))
            case SubjectKind.TASK:
                actor.require(Scope.TASKS_USE)
                await load_changeable_task(self._tasks, actor, subject_id)
            case _:
                actor.require(Scope.ORDERS_PLACE)
                if not actor.owns(await self._require_order(actor, subject_id)):
                    raise PermissionDenied("attach_file")

    async def _require_order(self, actor: Actor, order_id: UUID) -> UUID | None:
        order = await self._orders.get(order_id)
        if order is None or not actor.may_read_order(order.user_id):
            raise NotFound("order", str(order_id))
        return order.user_id
