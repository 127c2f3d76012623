"""The one place where storage errors become problem documents."""

import logging
from functools import singledispatch
from http import HTTPStatus

from problem_details import FieldProblem, ProblemError, error_response
from starlette.requests import Request
from starlette.responses import Response

from db_postgres_service.infrastructure import errors

_LOG = logging.getLogger(__name__)
_SOON = {"Retry-After": "1"}


@singledispatch
def problem_of(error: errors.StorageError) -> ProblemError:
    """Return the problem that tells the caller of a storage error."""
    return ProblemError(500, "storage_fault", f"{type(error).__name__}: the service is at fault.")


@problem_of.register
def _(error: errors.RowNotFoundError) -> ProblemError:
    return ProblemError(
        404,
        "not_found",
        "There is no such row.",
        extensions={"resource": error.resource, "id": error.key},
    )


@problem_of.register
def _(error: errors.VersionConflictError) -> ProblemError:
    return ProblemError(
        409,
        "version_conflict",
        f"The {error.resource} is not at the expected version.",
        extensions={
            "resource": error.resource,
            "id": error.key,
            "stream": f"{error.resource}/{error.key}" if error.key else None,
            "current_version": None if error.current_version < 0 else error.current_version,
        },
    )


@problem_of.register
def _(error: errors.GuardFailedError) -> ProblemError:
    return ProblemError(
        409,
        "guard_failed",
        f"{len(error.guards)} products are gone, inactive or at another version.",
        extensions={
            "rows": [
                {
                    "product_id": str(guard.product_id),
                    "expected_version": guard.expected_version,
                    "current_version": guard.current_version,
                    "is_active": guard.is_active,
                }
                for guard in error.guards
            ]
        },
    )


@problem_of.register
def _(error: errors.InsufficientStockError) -> ProblemError:
    return ProblemError(
        409,
        "insufficient_stock",
        f"{len(error.shortages)} products have too few free pieces.",
        extensions={
            "shortages": [
                {
                    "product_id": str(shortage.product_id),
                    "requested": shortage.requested,
                    "available": shortage.available,
                }
                for shortage in error.shortages
            ]
        },
    )


@problem_of.register
def _(error: errors.IdempotencyConflictError) -> ProblemError:
    return ProblemError(
        422,
        "idempotency_conflict",
        "This idempotency key was used with another request.",
        extensions={"scope": error.scope, "key": error.key},
    )


@problem_of.register
def _(_error: errors.IdempotencyInFlightError) -> ProblemError:
    return ProblemError(
        409, "idempotency_in_flight", "The same request is being written now.", headers=_SOON
    )


@problem_of.register
def _(error: errors.UniqueViolationError) -> ProblemError:
    return ProblemError(
        409,
        "unique_violation",
        f"Another row has this {error.field}.",
        extensions={"constraint": error.constraint, "field": error.field},
    )


@problem_of.register
def _(error: errors.WriteRejectedError) -> ProblemError:
    return ProblemError(
        409,
        "write_rejected",
        f"The rule {error.constraint} forbids this write.",
        extensions={"constraint": error.constraint},
    )


@problem_of.register
def _(_error: errors.InvalidValueError) -> ProblemError:
    # The driver's reason repeats the value, which may be a secret.
    return ProblemError(422, "validation", "A value is not one that can be stored.")


@problem_of.register
def _(error: errors.InvalidQueryError) -> ProblemError:
    return ProblemError(
        422,
        "cursor_invalid" if error.code == "cursor_invalid" else "validation",
        error.reason,
        errors=[
            FieldProblem(path=f"query.{error.parameter}", message=error.reason, code=error.code)
        ],
    )


@problem_of.register
def _(_error: errors.StorageBusyError) -> ProblemError:
    return ProblemError(503, "storage_busy", "Nothing was written; try again.", headers=_SOON)


@problem_of.register
def _(_error: errors.StorageTimeoutError) -> ProblemError:
    return ProblemError(503, "storage_timeout", "The statement took too long.", headers=_SOON)


@problem_of.register
def _(_error: errors.StorageUnavailableError) -> ProblemError:
    return ProblemError(503, "storage_unavailable", "PostgreSQL does not answer.", headers=_SOON)


async def when_storage_failed(request: Request, error: Exception) -> Response:
    """Answer a storage error with its problem document."""
    if not isinstance(error, errors.StorageError):
        raise error
    problem = problem_of(error)
    if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _LOG.warning("storage failed: %s", error.__cause__ or error)
    return error_response(problem, request.url.path)
