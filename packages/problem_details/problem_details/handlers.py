"""Map every error of a FastAPI application to a problem document, in one place."""

import logging
from collections.abc import Mapping

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from problem_details.allowed_methods import allowed_methods
from problem_details.field_problems import MALFORMED_JSON, field_problems
from problem_details.openapi import install_problem_schema
from problem_details.problem_error import ProblemError
from problem_details.problem_response import error_response, problem_response
from problem_details.request_ending import RequestEndingMiddleware

__all__ = ["install_problem_handlers"]

_LOG = logging.getLogger("problem_details")
# What FastAPI says with a 400 when a body is not UTF-8 or is nested too deeply to be read.
_FASTAPI_UNREADABLE = "There was an error parsing the body"
_METHOD_NOT_ALLOWED = 405
_BODILESS = frozenset({204, 304})
_CODES: Mapping[int, str] = {
    400: "bad_request",
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    409: "conflict",
    412: "precondition_failed",
    413: "content_too_large",
    415: "unsupported_media_type",
    422: "validation",
    429: "rate_limited",
    431: "headers_too_large",
    500: "internal_error",
    503: "unavailable",
    504: "timed_out",
}


async def _when_problem_raised(request: Request, error: Exception) -> Response:
    if not isinstance(error, ProblemError):
        raise error
    return error_response(error, request.scope["path"])


async def _when_input_invalid(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    errors = error.errors()
    if any(item.get("type") == MALFORMED_JSON for item in errors):
        return _malformed(request)
    problems = field_problems(errors)
    count = len(errors)
    detail = "1 field is not acceptable." if count == 1 else f"{count} fields are not acceptable."
    return problem_response(
        422, "validation", detail, instance=request.scope["path"], errors=problems
    )


def _malformed(request: Request) -> Response:
    return problem_response(
        400,
        "malformed_json",
        "The body is not well-formed JSON.",
        instance=request.scope["path"],
    )


async def _when_http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code in _BODILESS:
        return Response(status_code=error.status_code, headers=error.headers)
    if error.detail == _FASTAPI_UNREADABLE:
        return _malformed(request)
    headers = dict(error.headers or {})
    if error.status_code == _METHOD_NOT_ALLOWED:
        headers["Allow"] = allowed_methods(request.app, request.scope["path"])
    return problem_response(
        error.status_code,
        _CODES.get(error.status_code, f"http_{error.status_code}"),
        str(error.detail),
        instance=request.scope["path"],
        headers=headers,
    )


async def _when_too_deep(request: Request, error: Exception) -> Response:
    _LOG.warning("recursion limit reached while serving a request", exc_info=error)
    return problem_response(
        400, "malformed_json", "The body is nested too deeply.", instance=request.scope["path"]
    )


def install_problem_handlers(
    app: FastAPI, *, seconds: float = 30.0, longer: Mapping[str, float] | None = None
) -> None:
    """Make every error response of the application a problem document.

    Covers `ProblemError`, validation errors (422, or 400 for malformed JSON), HTTP errors such as
    404 and 405, unhandled exceptions (500 `internal_error`, logged, nothing leaked), and work that
    takes too long (503). Call it before adding other middleware, so that those wrap around it and
    see the final status.

    Args:
        app: The application.
        seconds: Most time for one request.
        longer: Paths whose work may take longer by its nature, and how long.
    """
    app.add_exception_handler(ProblemError, _when_problem_raised)
    app.add_exception_handler(RequestValidationError, _when_input_invalid)
    app.add_exception_handler(HTTPException, _when_http_error)
    app.add_exception_handler(RecursionError, _when_too_deep)
    app.add_middleware(RequestEndingMiddleware, seconds=seconds, longer=longer)
    install_problem_schema(app)
