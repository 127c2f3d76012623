"""The relay's side of the outbox: claim, publish, mark."""

from typing import Annotated

from fastapi import APIRouter, Body
from problem_details import problem_responses
from service_access import callers
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
from db_postgres_service.interface.http import examples
from db_postgres_service.interface.http.documented import answers, body_example

_PROBLEMS = problem_responses(400, 413, 415, 422, storage_busy=503, storage_unavailable=503)


def outbox_router(claim: ClaimOutbox, mark: MarkPublications) -> APIRouter:
    """Return the routes."""
    router = APIRouter(tags=["outbox"], route_class=LeanRoute)

    def _claim_inputs(
        body: Annotated[OutboxClaim, Body(openapi_examples=body_example(examples.OUTBOX_CLAIM))],
    ) -> None: ...

    @router.post(
        "/outbox/claims",
        openapi_extra=callers("worker_service"),
        response_model=ClaimedBatch,
        responses=answers(examples.CLAIMED_BATCH, _PROBLEMS),
    )
    @documents(_claim_inputs)
    async def claim_outbox(request: Request) -> Response:
        """Claim unpublished events under a lease; waits for some when there are none."""
        return JsonBytes(await claim.claim(await parse_body(request, OutboxClaim)))

    def _mark_inputs(
        body: Annotated[
            OutboxPublication, Body(openapi_examples=body_example(examples.PUBLICATION))
        ],
    ) -> None: ...

    @router.post(
        "/outbox/publications",
        openapi_extra=callers("worker_service"),
        response_model=PublicationResult,
        responses=answers(examples.PUBLICATION_RESULT, _PROBLEMS),
    )
    @documents(_mark_inputs)
    async def mark_publications(request: Request) -> Response:
        """Mark events as published, and give others back before their lease ends."""
        result = await mark.mark(await parse_body(request, OutboxPublication))
        return JsonBytes(result.model_dump_json().encode())

    return router
