"""Turn a problem into bytes and into a response."""

import json
from collections.abc import Mapping, Sequence

from starlette.responses import Response
from telemetry.redaction import redact_text
from telemetry.request_context import current_context

from problem_details.problem import MEDIA_TYPE, FieldProblem
from problem_details.problem_error import Json, ProblemError

__all__ = ["error_response", "problem_response", "type_of"]

_RESERVED = frozenset({"type", "title", "status", "detail", "code", "instance", "request_id"})


def type_of(code: str) -> str:
    """Return the URI that names a kind of problem."""
    return f"urn:quintet:problem:{code}"


def problem_response(
    status: int,
    code: str,
    detail: str,
    *,
    instance: str,
    errors: Sequence[FieldProblem] = (),
    extensions: Mapping[str, Json] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return the response that carries a problem document; no secret gets into its words.

    Args:
        status: HTTP status.
        code: Stable name of the problem.
        detail: One sentence about this occurrence.
        instance: Path of the request.
        errors: What is wrong with which field.
        extensions: Further members; the standard ones cannot be overwritten.
        headers: Further response headers.
    """
    document: dict[str, Json] = {
        "type": type_of(code),
        "title": code.replace("_", " ").capitalize(),
        "status": status,
        "detail": redact_text(detail),
        "code": code,
        "instance": instance,
        "request_id": current_context().request_id,
        "errors": [
            {"path": e.path, "message": redact_text(e.message), "code": e.code} for e in errors
        ],
    }
    if extensions:
        document.update({k: v for k, v in extensions.items() if k not in _RESERVED})
    # Escaped to ASCII: a path may hold lone surrogates, which UTF-8 cannot carry.
    body = json.dumps(document, separators=(",", ":")).encode("ascii")
    return Response(body, status, dict(headers or {}), MEDIA_TYPE)


def error_response(error: ProblemError, instance: str) -> Response:
    """Return the response of a raised `ProblemError`."""
    return problem_response(
        error.status,
        error.code,
        error.detail,
        instance=instance,
        errors=error.errors,
        extensions=error.extensions,
        headers=error.headers,
    )
