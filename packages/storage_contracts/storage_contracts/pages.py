"""Lists: pages by cursor and batches by id."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from storage_contracts.rows.order_row import OrderRow
from storage_contracts.rows.payment_row import PaymentRow
from storage_contracts.rows.saga_row import SagaRow
from storage_contracts.wire_model import WireModel

_PlainText = Annotated[str, Field(pattern=r"^[^\x00]*$")]
"""PostgreSQL stores no NUL, so nothing bears one."""


class Page[Row: WireModel](WireModel):
    """One page of rows. `next_cursor` is null on the last page."""

    items: list[Row]
    next_cursor: str | None = None


class BatchGet(WireModel):
    """Asks for many rows at once; unknown ids are left out of the answer."""

    ids: Annotated[list[UUID], Field(max_length=2000)] = []
    skus: Annotated[list[_PlainText], Field(max_length=2000)] = []


class OrderProcessesRequest(WireModel):
    """Asks for everything that the saga needs to know of these orders."""

    order_ids: Annotated[list[UUID], Field(min_length=1, max_length=200)]


class OrderProcessRow(WireModel):
    """An order with its saga and its payment."""

    order: OrderRow
    saga: SagaRow
    payment: PaymentRow | None = None


class ClaimRequest(WireModel):
    """Claims due work under a lease."""

    limit: Annotated[int, Field(strict=True, ge=1, le=500)] = 50
    lease_seconds: Annotated[float, Field(strict=True, gt=0, le=600)] = 30
