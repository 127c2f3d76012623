"""A change of the application, as the one request that writes it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from business_hexagon.application.ports.atomic_writes import (
    Change,
    Idempotency,
    ProductGuard,
    Saved,
)
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.sagas.order_saga import OrderSaga
from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.notifications.notification import Notification
from business_hexagon.domain.ordering.order import Order
from storage_contracts import atomic_write as wire
from storage_contracts.stored_event import EventContext, NewEvent
from telemetry.request_context import current_context

from storage_clients.mapping.event_mapping import event_data, schema_version_of
from storage_clients.mapping.notification_mapping import notification_row
from storage_clients.mapping.order_rows import OrderRows
from storage_clients.mapping.row_mapping import row_write
from storage_clients.mapping.saga_mapping import saga_row
from storage_clients.mapping.security_act_mapping import security_act_entry
from storage_clients.mapping.stock_mapping import stock_operation

__all__ = ["ChangeMapping"]

ATTEMPT_SCOPE = "attempt"


class ChangeMapping:
    """Builds write requests: rows, events with their ids and times, and who caused them.

    Args:
        service: Name of this process, stored with every event.
        clock: Gives the time of rows and events; one reading for each write.
        ids: Gives the ids of events.
        order_rows: Makes rows of new orders; shared with whoever shows them.
    """

    def __init__(
        self, service: str, clock: Clock, ids: IdGenerator, order_rows: OrderRows | None = None
    ) -> None:
        self._order_rows = order_rows or OrderRows(clock)
        self._service = service
        self._clock = clock
        self._ids = ids

    def atomic_write(self, change: Change) -> wire.AtomicWrite:
        """Return the request of a change."""
        now = self._clock.now()
        events = self._events(change.saves, now)
        events += self._notification_events(change.notifications, now)
        events += [self._event(act.stream, 1, act.event, now) for act in change.security_acts]
        return wire.AtomicWrite(
            context=self._context(),
            idempotency=_claim(change.idempotency) or self._own_claim(events),
            guards=_guards(change.guards),
            rows=[row_write(aggregate, now) for aggregate in change.saves],
            stock=[stock_operation(operation) for operation in change.stock],
            notifications=[notification_row(item, now) for item in change.notifications],
            security_acts=[security_act_entry(act, now) for act in change.security_acts],
            events=events,
            response=None if change.response is None else change.response.decode(),
        )

    def place_order_write(
        self,
        order: Order,
        saga: OrderSaga,
        guards: tuple[ProductGuard, ...],
        idempotency: Idempotency | None,
        response: bytes | None,
    ) -> wire.PlaceOrderWrite:
        """Return the request that inserts an order with its saga."""
        row = self._order_rows.of(order)
        now = row.updated_at
        return wire.PlaceOrderWrite(
            context=self._context(),
            idempotency=_claim(idempotency),
            guards=_guards(guards),
            order=row,
            saga=saga_row(saga, now),
            events=self._events((order, saga), now),
            response=None if response is None else response.decode(),
        )

    def _context(self) -> EventContext:
        context = current_context()
        return EventContext(
            service=self._service,
            request_id=context.request_id,
            user_id=None if context.user_id is None else UUID(context.user_id),
            traceparent=context.traceparent,
        )

    def _events(self, aggregates: Iterable[Saved], now: datetime) -> list[NewEvent]:
        return [
            self._event(aggregate.stream, version, event, now)
            for aggregate in aggregates
            for version, event in enumerate(aggregate.pending, aggregate.loaded_version + 1)
        ]

    def _notification_events(
        self, notifications: Iterable[Notification], now: datetime
    ) -> list[NewEvent]:
        return [
            self._event(notification.stream, 1, notification.event, now)
            for notification in notifications
            if notification.event is not None
        ]

    def _event(self, stream: str, version: int, event: DomainEvent, now: datetime) -> NewEvent:
        return NewEvent(
            stream=stream,
            version=version,
            event_id=self._ids.new(),
            event_type=event.event_type,
            schema_version=schema_version_of(event),
            occurred_at=now,
            data=event_data(event),
            publish=event.publish,
        )

    def _own_claim(self, events: list[NewEvent]) -> wire.IdempotencyClaim | None:
        """Return a claim of our own where no event makes a second application impossible."""
        if events:
            return None
        key = str(self._ids.new())
        return wire.IdempotencyClaim(scope=ATTEMPT_SCOPE, key=key, request_hash=key)


def _claim(idempotency: Idempotency | None) -> wire.IdempotencyClaim | None:
    if idempotency is None:
        return None
    return wire.IdempotencyClaim(
        scope=idempotency.scope, key=idempotency.key, request_hash=idempotency.request_hash
    )


def _guards(guards: tuple[ProductGuard, ...]) -> list[wire.ProductGuard]:
    return [
        wire.ProductGuard(product_id=guard.product_id, version=guard.version) for guard in guards
    ]
