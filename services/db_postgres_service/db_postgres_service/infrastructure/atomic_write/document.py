"""Turn a validated write into its document and its shape."""

from dataclasses import dataclass
from uuid import UUID

from pydantic_core import to_json
from storage_contracts.atomic_write import AtomicWrite
from storage_contracts.rows.order_row import OrderWrite
from storage_contracts.stock_operations import (
    AdjustStock,
    OpenStock,
    ReserveStock,
    RestockStock,
    StockDemand,
    StockOperation,
)
from uuid6 import uuid6

from db_postgres_service.infrastructure.atomic_write.statement import WriteShape

type Entry = dict[str, object]


@dataclass(frozen=True)
class WriteDocument:
    """What the statement of `shape` takes as its parameter."""

    shape: WriteShape
    text: str


def _added_up(demands: list[StockDemand]) -> dict[UUID, int]:
    pieces: dict[UUID, int] = {}
    for demand in demands:
        pieces[demand.product_id] = pieces.get(demand.product_id, 0) + demand.quantity
    return pieces


def _stock_entries(operations: list[StockOperation]) -> dict[str, list[Entry]]:
    opened: list[Entry] = []
    by_product: list[Entry] = []
    by_order: list[Entry] = []
    for number, operation in enumerate(operations):
        head: Entry = {"operation": number, "kind": operation.kind, "event_id": uuid6()}
        match operation:
            case OpenStock():
                opened.append(
                    head | {"product_id": operation.product_id, "quantity": operation.quantity}
                )
            case AdjustStock():
                by_product.append(
                    head
                    | {
                        "product_id": operation.product_id,
                        "quantity": operation.delta,
                        "reason": operation.reason,
                        "reference": operation.reference,
                    }
                )
            case ReserveStock() | RestockStock():
                demands = (
                    operation.demands if isinstance(operation, ReserveStock) else operation.returns
                )
                by_product += [
                    head
                    | {"order_id": operation.order_id, "product_id": product, "quantity": pieces}
                    for product, pieces in _added_up(demands).items()
                ]
            case _:
                by_order.append(head | {"order_id": operation.order_id})
    return {"stock_opened": opened, "stock_by_product": by_product, "stock_by_order": by_order}


def document_of(write: AtomicWrite) -> WriteDocument:
    """Return the document of an atomic write with the shape of its statement."""
    document: Entry = {"context": write.context, "response": write.response}
    inserts: set[str] = set()
    updates: set[str] = set()
    rows: dict[str, list[Entry]] = {}
    refunded_lines: list[Entry] = []
    refunds: list[object] = []
    for item in write.rows:
        (inserts if item.expected_version == 0 else updates).add(item.resource)
        rows.setdefault(item.resource, []).append(
            {**vars(item.row), "expected_version": item.expected_version}
        )
        if isinstance(item, OrderWrite):
            refunded_lines += [{**vars(i), "order_id": item.row.id} for i in item.refunded_lines]
            refunds += item.refunds
    stock = _stock_entries(write.stock)
    document |= rows
    document |= stock
    document |= {
        "idempotency": write.idempotency,
        "guards": write.guards,
        "refunded_lines": refunded_lines,
        "refunds": refunds,
        "notifications": write.notifications,
        "events": write.events,
    }
    if write.security_acts:
        document["security_acts"] = write.security_acts
    claimed_event = None if write.idempotency is None else write.idempotency.claimed_event()
    if claimed_event is not None:
        document["claimed_event"] = claimed_event
    shape = WriteShape(
        claims=write.idempotency is not None,
        of_event=claimed_event is not None,
        guarded=bool(write.guards),
        inserts=frozenset(inserts),
        updates=frozenset(updates),
        refunded_lines=bool(refunded_lines),
        refunds=bool(refunds),
        opens_stock=bool(stock["stock_opened"]),
        moves_stock=bool(stock["stock_by_product"] or stock["stock_by_order"]),
        notifications=bool(write.notifications),
        security_acts=bool(write.security_acts),
        events=bool(write.events),
    )
    return WriteDocument(shape, to_json(document).decode())
