"""Invariant E for the analytics writer: every published event is in MongoDB, once."""

from uuid import UUID

from http_transport import HttpClient
from storage_contracts.reports import Violation

from quintet_cli.verification.paged_reading import Row, every

_MOST_NAMED = 100


class _OutboxRow(Row):
    event_id: UUID
    stream: str


class _Copy(Row):
    event_id: UUID


async def check_copies(relational: HttpClient, documents: HttpClient) -> list[Violation]:
    """Published events that the analytics store lacks; its unique index forbids a second copy."""
    copies = {
        copy.event_id async for copy in every(documents, "/analytics_events", _Copy, "event_id")
    }
    violations: list[Violation] = []
    async for row in every(relational, "/outbox", _OutboxRow, "position"):
        if row.event_id not in copies and len(violations) < _MOST_NAMED:
            violations.append(
                Violation(
                    check="event_missing_in_analytics",
                    row=f"{row.stream}#{row.event_id}",
                    detail="published, but not recorded by worker_analytics",
                )
            )
    return violations
