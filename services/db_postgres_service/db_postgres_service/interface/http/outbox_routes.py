"""The relay's side of the outbox: claim, publish, mark."""

from fastapi import APIRouter
from problem_details import problem_responses
from service_runtime import JsonBytes, LeanRoute, documents, parse_body
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.outbox import (
    ClaimedBatch,
    OutboxClaim,
    OutboxPublication,
    PublicationResult,
)

from db_postgres_service.infrastructure.outbox.claim_outbox import ClaimOutbox
from db_postgres_service.infrastructure.outbox.mark_publications import MarkPublications

_PROBLEMS = problem_responses(400, 413, 415, 422, storage_busy=503, storage_unavailable=503)


def outbox_router(claim: ClaimOutbox, mark: MarkPublications) -> APIRouter:
    """Return the routes."""
    router = APIRouter(tags=["outbox"], route_class=LeanRoute)

    def _claim_inputs(body: OutboxClaim) -> None: ...

    @router.post("/outbox/claims", response_model=ClaimedBatch, responses=_PROBLEMS)
    @documents(_claim_inputs)
    async def claim_outbox(request: Request) -> Response:
        """Claim unpublished events under a lease; waits for some when there are none."""
        return JsonBytes(await claim.claim(await parse_body(request, OutboxClaim)))

    def _mark_inputs(body: OutboxPublication) -> None: ...

    @router.post("/outbox/publications", response_model=PublicationResult, responses=_PROBLEMS)
    @documents(_mark_inputs)
    async def mark_publications(request: Request) -> Response:
        """Mark events as published, and give others back before their lease ends."""
        result = await mark.mark(await parse_body(request, OutboxPublication))
        return JsonBytes(result.model_dump_json().encode())

    return router
