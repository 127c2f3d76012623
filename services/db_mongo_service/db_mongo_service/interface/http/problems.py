"""From what can go wrong here to problem documents, in one place."""

import logging
from typing import Final

from fastapi import FastAPI
from problem_details import FieldProblem, ProblemError, error_response, problem_responses
from starlette.requests import Request
from starlette.responses import Response

from db_mongo_service.infrastructure.listing.list_errors import ListRefused
from db_mongo_service.infrastructure.storage_errors import (
    QueryRefused,
    RecordExists,
    RecordRefused,
    StorageBusy,
    StorageError,
    StorageMisconfigured,
    StorageTimeout,
    StorageUnavailable,
    TooManyRecords,
)

_LOG = logging.getLogger("db_mongo_service")

STATUS_AND_DETAIL: Final[dict[type[StorageError], tuple[int, str]]] = {
    StorageUnavailable: (503, "The database does not answer; try again."),
    StorageTimeout: (503, "The database took too long; try again."),
    StorageBusy: (503, "The database is busy with the same records; try again."),
    RecordExists: (409, "A record with this value exists already."),
    TooManyRecords: (409, "There are as many records as there may be."),
    RecordRefused: (409, "The database refuses this record."),
    QueryRefused: (500, "The request could not be completed."),
    StorageMisconfigured: (500, "The request could not be completed."),
}

STORAGE_PROBLEMS: Final = problem_responses(
    storage_unavailable=503,
    storage_timeout=503,
    storage_busy=503,
)


def install_storage_problems(app: FastAPI) -> None:
    """Answer `StorageError` and `ListRefused` with problem documents."""
    app.add_exception_handler(StorageError, _when_storage_fails)
    app.add_exception_handler(ListRefused, _when_list_refused)


def storage_problem(error: StorageError) -> ProblemError:
    """Return the problem; what the driver said is for the log and not for the caller."""
    status, detail = STATUS_AND_DETAIL.get(type(error), (500, "Storage failed."))
    headers = {"Retry-After": "1"} if status == 503 else {}  # noqa: PLR2004  the status itself
    return ProblemError(status, error.code, detail, headers=headers)


async def _when_storage_fails(request: Request, error: Exception) -> Response:
    if not isinstance(error, StorageError):
        raise error
    _LOG.warning("storage failed: %s: %s", error.code, error.reason)
    return error_response(storage_problem(error), request.url.path)


async def _when_list_refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, ListRefused):
        raise error
    path = f"query.{error.parameter}" if error.parameter else "query"
    problem = ProblemError(
        422,
        "validation",
        "1 field is not acceptable.",
        errors=[FieldProblem(path=path, message=error.message, code=error.code)],
    )
    return error_response(problem, request.url.path)
