"""What happened to an order, gathered from every process that had a part in it."""

from datetime import UTC, datetime
from uuid import UUID

from http_transport import HttpClient
from pydantic import BaseModel
from storage_contracts.json_value import JsonObject

from quintet_cli.demo.order_watch import WatchedOrder
from quintet_cli.demo.wording import PROCESSES_BY_EVENT, what_happened
from quintet_cli.replay.api_session import ApiSession
from quintet_cli.verification.paged_reading import Row, every


class Step(BaseModel):
    """One step of the story.

    Attributes:
        milliseconds: Since the request was sent.
        processes: Which process took it, and which ones it went through.
        event: The event that tells of it, None for steps without one.
        what: The step in words.
    """

    milliseconds: float
    processes: list[str]
    event: str | None
    what: str


class _Event(Row):
    event_type: str
    stream: str
    occurred_at: datetime
    service: str
    data: JsonObject


class _Timeline(Row):
    items: list[_Event]


class _OutboxRow(Row):
    event_id: UUID
    published_at: datetime | None


class _Copy(Row):
    event_id: UUID
    recorded_at: datetime


class Story:
    """Reads what is known of one order.

    Args:
        session: The API.
        relational: db_postgres_service.
        documents: db_mongo_service.
        order: The order.
    """

    def __init__(
        self,
        session: ApiSession,
        relational: HttpClient,
        documents: HttpClient,
        order: WatchedOrder,
    ) -> None:
        self._session = session
        self._relational = relational
        self._documents = documents
        self._order = order

    async def steps(self) -> list[Step]:
        """The steps that are stored, in the order of their times.

        Raises:
            ApiSilentError: The API does not answer.
            SourceSilentError: A data service does not answer.
        """
        order = self._order
        path = f"/api/v1/orders/{order.order_id}/timeline"
        timeline = _Timeline.model_validate_json(await self._session.get(path))
        steps = [
            Step(milliseconds=0.0, processes=["quintet"], event=None, what="POST /api/v1/orders"),
            *(self._event_step(event) for event in timeline.items),
            Step(
                milliseconds=order.answered_ms,
                processes=["api_service"],
                event=None,
                what="answered 201: whatever fails from now on, the order is not lost",
            ),
            *await self._published({event.stream for event in timeline.items}),
        ]
        copies = await self.copies()
        if copies:
            steps.append(
                Step(
                    milliseconds=self._since(max(copy.recorded_at for copy in copies)),
                    processes=["worker_service", "db_mongo_service"],
                    event=None,
                    what=f"{len(copies)} events are recorded for analytics",
                )
            )
        return sorted(steps, key=lambda step: step.milliseconds)

    async def copies(self) -> list[_Copy]:
        """The events of the order that the analytics store has by now."""
        wanted = f"&order_id__eq={self._order.order_id}"
        found = every(self._documents, "/analytics_events", _Copy, "event_id", wanted)
        return [copy async for copy in found]

    async def unrecorded(self) -> int:
        """How many published events of the order the analytics store still lacks."""
        wanted = f"&stream__in=order/{self._order.order_id},saga/{self._order.order_id}"
        rows = every(self._relational, "/outbox", _OutboxRow, "position", wanted)
        expected = {row.event_id async for row in rows}
        return len(expected - {copy.event_id for copy in await self.copies()})

    def _event_step(self, event: _Event) -> Step:
        return Step(
            milliseconds=self._since(event.occurred_at),
            processes=[event.service, *PROCESSES_BY_EVENT.get(event.event_type, ())],
            event=event.event_type,
            what=what_happened(event.event_type, event.data),
        )

    async def _published(self, streams: set[str]) -> list[Step]:
        """One step for each batch that the relay handed to the broker."""
        wanted = f"&stream__in={','.join(sorted(streams))}"
        sizes: dict[datetime, int] = {}
        async for row in every(self._relational, "/outbox", _OutboxRow, "position", wanted):
            if row.published_at is not None:
                sizes[row.published_at] = sizes.get(row.published_at, 0) + 1
        return [
            Step(
                milliseconds=self._since(moment),
                processes=["worker_service", "rabbitmq"],
                event=None,
                what=f"{size} event{'s' if size > 1 else ''} of the outbox confirmed by the broker",
            )
            for moment, size in sizes.items()
        ]

    def _since(self, moment: datetime) -> float:
        elapsed = moment.astimezone(UTC) - self._order.posted_at
        return round(max(elapsed.total_seconds(), 0.0) * 1000, 1)
