"""What the worker calls by the clock, so that old rows leave."""

from typing import Annotated

from fastapi import APIRouter, Body
from problem_details import problem_responses
from service_access import callers
from service_runtime import JsonBytes, LeanRoute, documents, parse_body
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.retention import Pruning, PruningRequest, Settlement, SettlementRequest

from db_postgres_service.infrastructure.retention.prune_rows import PruneRows
from db_postgres_service.infrastructure.retention.settle_events import SettleEvents
from db_postgres_service.interface.http import retention_examples as examples
from db_postgres_service.interface.http.documented import answers, body_example

_PROBLEMS = problem_responses(400, 413, 415, 422, storage_busy=503, storage_unavailable=503)


def retention_router(settle: SettleEvents, prune: PruneRows) -> APIRouter:
    """Return the routes."""
    router = APIRouter(tags=["retention"], route_class=LeanRoute)

    def _settle_inputs(
        body: Annotated[
            SettlementRequest, Body(openapi_examples=body_example(examples.SETTLEMENT_REQUEST))
        ],
    ) -> None: ...

    @router.post(
        "/retention/settlements",
        openapi_extra=callers("worker_service"),
        response_model=Settlement,
        responses=answers(examples.SETTLEMENT, _PROBLEMS),
    )
    @documents(_settle_inputs)
    async def settle_events(request: Request) -> Response:
        """Settle the oldest published events; return those whose traces can be removed now."""
        settlement = await settle.settle(await parse_body(request, SettlementRequest))
        return JsonBytes(settlement.model_dump_json().encode())

    def _prune_inputs(
        body: Annotated[
            PruningRequest, Body(openapi_examples=body_example(examples.PRUNING_REQUEST))
        ],
    ) -> None: ...

    @router.post(
        "/retention/prunings",
        openapi_extra=callers("worker_service"),
        response_model=Pruning,
        responses=answers(examples.PRUNING, _PROBLEMS),
    )
    @documents(_prune_inputs)
    async def prune_rows(request: Request) -> Response:
        """Remove a batch of each kind of row that nobody needs any more."""
        pruning = await prune.prune(await parse_body(request, PruningRequest))
        return JsonBytes(pruning.model_dump_json().encode())

    return router
