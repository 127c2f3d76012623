"""Goes through all rows, rebuilds each from its stream and compares."""

from collections import defaultdict
from time import monotonic
from typing import Protocol
from uuid import UUID

from business_hexagon.domain.event import DomainEvent
from http_transport import HttpClient, TransportError
from pydantic import BaseModel, ConfigDict
from storage_clients.mapping.event_mapping import event_from_data
from storage_contracts.json_value import JsonObject
from storage_contracts.reports import StockComparison
from storage_contracts.wire_model import Moment, WireModel

from quintet_cli.rebuilding.folds import REBUILDABLE
from quintet_cli.rebuilding.rebuildable import STORAGE_TIMES, Rebuildable
from quintet_cli.rebuilding.report import Difference, KindReport, RebuildReport, as_text
from quintet_cli.verification.paged_reading import Row, every, pages, read
from quintet_cli.verification.verification_errors import SourceSilentError

# So many names of streams still fit into one URL.
_ROWS_AT_ONCE = 100
_NO_STREAM = "no events"
_JSON = ((b"Content-Type", b"application/json"),)
_OK = 200


class Progress(Protocol):
    """Shows how far the rebuild is."""

    def advance(self, kind: str, rows: int) -> None:
        """So many more rows of a kind are compared."""
        ...


class _Key(Row):
    id: UUID
    created_at: Moment
    # A row that is never changed has no such time.
    updated_at: Moment | None = None


class _Event(Row):
    stream: str
    event_type: str
    schema_version: int
    data: JsonObject


class _Ids(BaseModel):
    ids: list[UUID]


class _Rows[RowT: BaseModel](BaseModel):
    model_config = ConfigDict(extra="ignore")

    items: list[RowT]


async def rebuild(client: HttpClient, progress: Progress) -> RebuildReport:
    """Rebuilds every row of db_postgres_service that has a stream, and compares.

    Args:
        client: db_postgres_service.
        progress: Told of every page.

    Raises:
        SourceSilentError: The data service does not answer as it should.
    """
    started = monotonic()
    try:
        kinds = {each.kind: await _rebuild_kind(client, each, progress) for each in REBUILDABLE}
        kinds["stock"] = await _compare_stock(client, progress)
    except TransportError as error:
        raise SourceSilentError(str(error)) from error
    return RebuildReport(
        passed=not any(report.differences for report in kinds.values()),
        kinds=kinds,
        seconds=round(monotonic() - started, 2),
    )


async def _rebuild_kind(
    client: HttpClient, rebuildable: Rebuildable, progress: Progress
) -> KindReport:
    report = KindReport(beside=list(rebuildable.beside))
    apart = STORAGE_TIMES.union(rebuildable.beside)
    path = f"/{rebuildable.resource}"
    async for keys in pages(client, path, _Key, "id", limit=_ROWS_AT_ONCE):
        moments = {key.id: key.updated_at or key.created_at for key in keys}
        rows = await _rows(client, rebuildable, list(moments))
        streams = await _streams(client, rebuildable.kind, list(moments))
        for row_id, stored in rows.items():
            stream = f"{rebuildable.kind}/{row_id}"
            events = streams.get(stream, [])
            report.rows += 1
            report.events += len(events)
            if events:
                rebuilt = rebuildable.fold(events, moments[row_id])
                report.differences += _differences(stream, stored, rebuilt, apart)
            else:
                report.differences.append(
                    Difference(row=stream, field="*", stored="a row", rebuilt=_NO_STREAM)
                )
        progress.advance(rebuildable.kind, len(rows))
    return report


async def _rows(
    client: HttpClient, rebuildable: Rebuildable, ids: list[UUID]
) -> dict[UUID, WireModel]:
    """The rows whole: lists leave out what belongs to an order."""
    if not ids:
        return {}
    path = f"/{rebuildable.resource}/batch_get"
    answer = await client.request(
        "POST",
        path,
        headers=_JSON,
        body=_Ids(ids=ids).model_dump_json().encode(),
        timeout=120.0,
        idempotent=True,
    )
    if answer.status != _OK:
        raise SourceSilentError(f"POST {path}: status {answer.status}")
    shape = rebuildable.row
    page = _Rows[shape].model_validate_json(answer.body)  # type: ignore[valid-type]  # run-time
    found = _Rows[_Key].model_validate_json(answer.body)
    return {key.id: row for key, row in zip(found.items, page.items, strict=True)}


async def _streams(client: HttpClient, kind: str, ids: list[UUID]) -> dict[str, list[DomainEvent]]:
    streams: defaultdict[str, list[DomainEvent]] = defaultdict(list)
    if ids:
        names = ",".join(f"{kind}/{row_id}" for row_id in ids)
        wanted = f"&stream__in={names}"
        async for one in every(client, "/stored_events", _Event, "position", wanted):
            event = event_from_data(one.event_type, one.data, one.schema_version)
            streams[one.stream].append(event)
    return streams


def _differences(
    name: str, stored: WireModel, rebuilt: WireModel, apart: frozenset[str]
) -> list[Difference]:
    here, there = stored.__dict__, rebuilt.__dict__
    return [
        Difference(row=name, field=key, stored=as_text(here[key]), rebuilt=as_text(there[key]))
        for key in here
        if key not in apart and here[key] != there[key]
    ]


async def _compare_stock(client: HttpClient, progress: Progress) -> KindReport:
    report = KindReport()
    cursor: UUID | None = None
    while True:
        suffix = "" if cursor is None else f"?cursor={cursor}"
        body = await read(client, f"/stock_rebuild{suffix}")
        page = StockComparison.model_validate_json(body)
        for differing in page.differing:
            name = f"stock/{differing.stored.product_id}"
            if differing.rebuilt is None:
                report.differences.append(
                    Difference(row=name, field="*", stored="a row", rebuilt=_NO_STREAM)
                )
            else:
                report.differences += _differences(
                    name, differing.stored, differing.rebuilt, STORAGE_TIMES
                )
        report.rows += page.checked
        progress.advance("stock", page.checked)
        cursor = page.next_cursor
        if cursor is None:
            return report
