"""Writing: the atomic call, batches of it, and the placing of an order."""

import asyncio
from typing import Annotated

import orjson
from fastapi import APIRouter, Body
from problem_details import problem_responses
from service_access import caller_of, callers
from service_runtime import JsonBytes, LeanRoute, documents, parse_body
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.atomic_write import (
    AtomicWrite,
    AtomicWriteBatch,
    AtomicWriteBatchResult,
    AtomicWriteResult,
    BatchItemResult,
    PlaceOrderWrite,
    WriteFailure,
)

from db_postgres_service.infrastructure.atomic_write.apply_atomic_write import ApplyAtomicWrite
from db_postgres_service.infrastructure.atomic_write.place_order import PlaceOrder
from db_postgres_service.infrastructure.errors import StorageError
from db_postgres_service.interface.http import examples
from db_postgres_service.interface.http.documented import answers, body_example
from db_postgres_service.interface.http.storage_problems import problem_of
from db_postgres_service.interface.http.write_policy import check_placed_order, check_write

_PROBLEMS = problem_responses(
    400,
    413,
    415,
    422,
    version_conflict=409,
    guard_failed=409,
    insufficient_stock=409,
    idempotency_in_flight=409,
    unique_violation=409,
    write_rejected=409,
    idempotency_conflict=422,
    storage_unavailable=503,
)


def _result(result: AtomicWriteResult) -> Response:
    return JsonBytes(orjson.dumps({"replayed": result.replayed, "response": result.response}))


async def _item(apply: ApplyAtomicWrite, write: AtomicWrite) -> BatchItemResult:
    try:
        return BatchItemResult(result=await apply.apply(write))
    except StorageError as error:
        problem = problem_of(error)
        return BatchItemResult(
            failure=WriteFailure.model_validate(
                {
                    "status": problem.status,
                    "code": problem.code,
                    "detail": problem.detail,
                    "members": problem.extensions,
                }
            )
        )


def write_router(apply: ApplyAtomicWrite, place: PlaceOrder) -> APIRouter:
    """Return the routes that write."""
    router = APIRouter(tags=["writes"], route_class=LeanRoute)

    def _place_inputs(
        body: Annotated[PlaceOrderWrite, Body(openapi_examples=body_example(examples.PLACE_ORDER))],
    ) -> None: ...

    @router.post(
        "/orders/place",
        openapi_extra=callers("api_service", "bot_service"),
        response_model=AtomicWriteResult,
        responses=answers(examples.WRITE_RESULT, _PROBLEMS),
    )
    @documents(_place_inputs)
    async def place_order(request: Request) -> Response:
        """Insert an order with its lines, its saga and its events, in one statement."""
        write = await parse_body(request, PlaceOrderWrite)
        check_placed_order(caller_of(request), write)
        return _result(await place.place(write))

    def _write_inputs(
        body: Annotated[AtomicWrite, Body(openapi_examples=body_example(examples.ATOMIC_WRITE))],
    ) -> None: ...

    @router.post(
        "/atomic_writes",
        openapi_extra=callers("api_service", "bot_service", "quintet_cli", "worker_service"),
        response_model=AtomicWriteResult,
        responses=answers(examples.WRITE_RESULT, _PROBLEMS),
    )
    @documents(_write_inputs)
    async def write_atomically(request: Request) -> Response:
        """Apply everything of one state change in one transaction, or nothing of it."""
        write = await parse_body(request, AtomicWrite)
        check_write(caller_of(request), write)
        return _result(await apply.apply(write))

    def _batch_inputs(
        body: Annotated[
            AtomicWriteBatch, Body(openapi_examples=body_example(examples.WRITE_BATCH))
        ],
    ) -> None: ...

    @router.post(
        "/atomic_writes/batch",
        openapi_extra=callers("api_service", "worker_service"),
        response_model=AtomicWriteBatchResult,
        responses=answers(examples.WRITE_BATCH_RESULT, problem_responses(400, 413, 415, 422)),
    )
    @documents(_batch_inputs)
    async def write_batch(request: Request) -> Response:
        """Apply independent writes, each in a transaction of its own, several at a time."""
        batch = await parse_body(request, AtomicWriteBatch)
        caller = caller_of(request)
        for write in batch.writes:
            check_write(caller, write)
        items = await asyncio.gather(*(_item(apply, write) for write in batch.writes))
        return JsonBytes(AtomicWriteBatchResult(items=items).model_dump_json().encode())

    return router
