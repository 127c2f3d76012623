"""Reports: invariants, ledger, rebuilt stock. Cold paths: plain FastAPI routes."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Query
from problem_details import problem_responses
from service_access import callers
from service_runtime import JsonBytes
from starlette.responses import Response
from storage_contracts.reports import (
    InvariantReport,
    InvariantRequest,
    Ledger,
    StockComparison,
)
from storage_contracts.wire_model import WireModel

from db_postgres_service.infrastructure.reports.check_invariants import CheckInvariants
from db_postgres_service.infrastructure.reports.compare_stock import CompareStock
from db_postgres_service.infrastructure.reports.read_ledger import ReadLedger
from db_postgres_service.interface.http import report_examples
from db_postgres_service.interface.http.documented import answers, body_example

_PROBLEMS = problem_responses(422, storage_timeout=503, storage_unavailable=503)


def _json(model: WireModel) -> Response:
    return JsonBytes(model.model_dump_json().encode())


def report_router(
    invariants: CheckInvariants, ledger: ReadLedger, stock: CompareStock
) -> APIRouter:
    """Return the routes."""
    router = APIRouter(tags=["reports"])

    @router.get(
        "/invariants",
        openapi_extra=callers("quintet_cli"),
        response_model=InvariantReport,
        responses=answers(report_examples.INVARIANT_REPORT, _PROBLEMS),
    )
    async def check_invariants() -> Response:
        """Check all invariants but the consumers' part of E, in one snapshot."""
        return _json(await invariants.check({}))

    @router.post(
        "/invariants",
        openapi_extra=callers("quintet_cli"),
        response_model=InvariantReport,
        responses=answers(report_examples.INVARIANT_REPORT, _PROBLEMS),
    )
    async def check_invariants_with_consumers(
        body: Annotated[
            InvariantRequest,
            Body(openapi_examples=body_example(report_examples.INVARIANT_REQUEST)),
        ],
    ) -> Response:
        """Check all invariants in one snapshot; E needs to know who records which events."""
        return _json(await invariants.check(body.subscriptions))

    @router.get(
        "/ledger",
        openapi_extra=callers("quintet_cli"),
        response_model=Ledger,
        responses=answers(report_examples.LEDGER, _PROBLEMS),
    )
    async def read_ledger(
        channel: Annotated[str | None, Query(max_length=64)] = None,
    ) -> Response:
        """Sum up completed orders, completed refunds and adjustments of a sales channel."""
        return _json(await ledger.read(channel))

    @router.get(
        "/stock_rebuild",
        openapi_extra=callers("quintet_cli"),
        response_model=StockComparison,
        responses=answers(report_examples.STOCK_COMPARISON, _PROBLEMS),
    )
    async def compare_stock(
        cursor: UUID | None = None, limit: Annotated[int, Query(ge=1, le=5000)] = 1000
    ) -> Response:
        """Rebuild stock rows from their streams and return those that differ."""
        return JsonBytes(await stock.compare(cursor, limit))

    return router
