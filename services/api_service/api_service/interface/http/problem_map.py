"""Which HTTP status each error of the hexagon gets: the one place where the two meet."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from types import NoneType
from typing import Final
from uuid import UUID

from business_hexagon.application.errors import (
    ApplicationError,
    InsufficientStock,
    VersionConflict,
)
from business_hexagon.domain.attachments.errors import AttachmentTypeRefused
from business_hexagon.domain.errors import DomainError, InvalidValue
from business_hexagon.domain.identity.errors import LogInLocked
from fastapi import FastAPI
from problem_details.problem import FieldProblem
from problem_details.problem_error import Json, ProblemError
from problem_details.problem_response import error_response
from starlette.requests import Request
from starlette.responses import Response

STATUS_BY_CODE: Final[Mapping[str, int]] = {
    "already_removed": 409,
    "assignee_unknown": 422,
    "attachment_too_large": 413,
    "attachment_type_refused": 422,
    "broker_unavailable": 503,
    "client_taken": 409,
    "contact_missing": 422,
    "dead_letters_busy": 409,
    "email_not_verified": 403,
    "empty_stream": 500,
    "gateway_timeout": 503,
    "gateway_unavailable": 503,
    "guard_failed": 409,
    "idempotency_conflict": 422,
    "idempotency_in_flight": 409,
    "insufficient_stock": 409,
    "invalid_client": 401,
    "invalid_grant": 400,
    "invalid_one_time_token": 422,
    "invalid_redirect_uri": 400,
    "invalid_scope": 400,
    "invalid_token": 401,
    "invalid_value": 422,
    "log_in_locked": 429,
    "mail_rejected": 502,
    "mail_unavailable": 503,
    "mixed_currencies": 422,
    "negative_total": 422,
    "not_found": 404,
    "nothing_to_refund": 409,
    "order_already_cancelled": 409,
    "order_already_completed": 409,
    "order_line_unknown": 422,
    "order_not_completed": 409,
    "order_transition_refused": 409,
    "payment_transition_refused": 409,
    "permission_denied": 403,
    "product_inactive": 422,
    "product_unknown": 422,
    "refund_already_requested": 409,
    "refund_declined": 502,
    "refund_exceeds_line": 409,
    "refund_exceeds_payment": 409,
    "refund_exceeds_total": 409,
    "refund_negative": 422,
    "refund_request_already_decided": 409,
    "refund_unknown": 404,
    "role_protected": 409,
    "saga_transition_refused": 409,
    "sku_taken": 409,
    "step_refused": 409,
    "step_saga_transition_refused": 409,
    "stock_out_of_balance": 500,
    "stock_too_low": 409,
    "storage_unavailable": 503,
    "task_already_completed": 409,
    "too_early": 503,
    "too_many_attachments": 409,
    "total_changed": 409,
    "too_many_conflicts": 503,
    "unique_violation": 409,
    "version_conflict": 409,
    "weak_password": 422,
    "wrong_credentials": 401,
}
"""Every code of a concrete error; a test walks the hexagon and finds none missing."""

FIELD_BY_CODE: Final[Mapping[str, str]] = {
    "assignee_unknown": "assignee_id",
    "client_taken": "client_id",
    "invalid_one_time_token": "token",
    "sku_taken": "sku",
    "weak_password": "password",
}
"""The field to blame for errors that can have one cause only."""

_UNAVAILABLE: Final = 503
_PRIVATE_FIELDS: Final = frozenset({"email", "password", "reason", "service", "field"})
_TELLING: Final = (UUID, datetime, Decimal, str, int, tuple, NoneType)


def install_problem_map(app: FastAPI) -> None:
    """Answers errors of the hexagon with problem documents."""
    app.add_exception_handler(DomainError, _when_refused)
    app.add_exception_handler(ApplicationError, _when_refused)


async def _when_refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, DomainError | ApplicationError):
        raise error
    return error_response(problem_of(request, error), request.url.path)


def problem_of(request: Request, error: DomainError | ApplicationError) -> ProblemError:
    """The problem that tells of an error.

    A version conflict of a request with If-Match is a 412: the client named the version.
    """
    status = STATUS_BY_CODE.get(error.code, 500)
    if isinstance(error, VersionConflict) and "if-match" in request.headers:
        status = 412
    return ProblemError(
        status,
        error.code,
        _detail(error),
        extensions=_extensions(error),
        headers=_headers(error, status),
        errors=_field_problems(error),
    )


def _headers(error: DomainError | ApplicationError, status: int) -> dict[str, str] | None:
    if isinstance(error, LogInLocked):
        return {"Retry-After": str(error.retry_after_seconds)}
    return {"Retry-After": "1"} if status == _UNAVAILABLE else None


def _detail(error: DomainError | ApplicationError) -> str:
    words = error.code.replace("_", " ").capitalize()
    if isinstance(error, InvalidValue):
        return f"{error.field} {error.reason}."
    if isinstance(error, AttachmentTypeRefused):
        return f"{words}: {error.reason}."
    return f"{words}."


def _field_problems(error: DomainError | ApplicationError) -> list[FieldProblem]:
    if isinstance(error, InvalidValue):
        return [FieldProblem(path=error.field, message=error.reason, code=error.code)]
    path = getattr(error, "field", None) or FIELD_BY_CODE.get(error.code)
    if isinstance(path, str):
        return [FieldProblem(path=path, message=_detail(error), code=error.code)]
    return []


def _extensions(error: DomainError | ApplicationError) -> dict[str, Json]:
    if isinstance(error, InsufficientStock):
        return {
            "shortages": [
                {
                    "product_id": str(shortage.product_id),
                    "requested": shortage.requested,
                    "available": shortage.available,
                }
                for shortage in error.shortages
            ]
        }
    values = {item.name: getattr(error, item.name) for item in fields(error)}
    return {
        name: _json(value)
        for name, value in values.items()
        if name not in _PRIVATE_FIELDS and isinstance(value, _TELLING)
    }


def _json(value: object) -> Json:
    if value is None or isinstance(value, str | int):
        return value
    return [str(item) for item in value] if isinstance(value, tuple) else str(value)
