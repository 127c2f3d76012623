"""Show problem documents in OpenAPI: shared responses with examples, and the schema once."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from fastapi import FastAPI

from problem_details.problem import MEDIA_TYPE, Problem
from problem_details.problem_response import type_of

__all__ = ["install_problem_schema", "problem_responses"]

_SCHEMA_REF: Final = "#/components/schemas/Problem"
_FIELD_SCHEMA_REF: Final = "#/components/schemas/{model}"
_FASTAPI_SCHEMAS: Final = ("HTTPValidationError", "ValidationError")
_ALWAYS: Final = (400, 431)
_WITH_BODY: Final = (413, 415, 422)
_WITH_PATH_VALUE: Final = (404, 422)

_EXAMPLES: Final[Mapping[int, tuple[str, str]]] = {
    400: ("malformed_json", "The body is not well-formed JSON."),
    401: ("unauthenticated", "A valid access token is needed."),
    403: ("forbidden", "Your role does not allow this."),
    404: ("not_found", "There is no such resource."),
    409: ("version_conflict", "The resource has changed since it was read."),
    412: ("precondition_failed", "The resource has changed since it was read."),
    413: ("content_too_large", "The body is larger than 1048576 bytes."),
    415: ("unsupported_media_type", "The body must be application/json."),
    422: ("validation", "1 field is not acceptable."),
    428: ("precondition_required", "Send If-Match with the version you have read."),
    429: ("rate_limited", "Too many requests; try again later."),
    431: ("headers_too_large", "There are too many or too long headers."),
    500: ("internal_error", "The request could not be completed."),
    503: ("unavailable", "A service this one depends on does not answer."),
}

type Responses = dict[int | str, dict[str, object]]


def problem_responses(*statuses: int, **codes: int) -> Responses:
    """Return the `responses` argument of a route for its problems.

    Example::

        @router.post("/orders", responses=problem_responses(422, insufficient_stock=409))

    Args:
        *statuses: Statuses with their usual code.
        **codes: Further codes with their status; several codes may share a status.
    """
    found: dict[int, list[tuple[str, str]]] = {}
    for status in statuses:
        found.setdefault(status, []).append(
            _EXAMPLES.get(status, (f"http_{status}", HTTPStatus(status).phrase))
        )
    for code, status in codes.items():
        detail = f"{code.replace('_', ' ').capitalize()}."
        found.setdefault(status, []).append((code, detail))
    return {status: _response(status, kinds) for status, kinds in sorted(found.items())}


def _response(status: int, kinds: list[tuple[str, str]]) -> dict[str, object]:
    examples = {code: {"value": _example(status, code, detail)} for code, detail in kinds}
    return {
        "description": f"{HTTPStatus(status).phrase}: {', '.join(examples)}",
        "content": {MEDIA_TYPE: {"schema": {"$ref": _SCHEMA_REF}, "examples": examples}},
    }


def _example(status: int, code: str, detail: str) -> dict[str, object]:
    field = {"path": "lines.3.quantity", "message": "Must be positive.", "code": "out_of_range"}
    return {
        "type": type_of(code),
        "title": code.replace("_", " ").capitalize(),
        "status": status,
        "detail": detail,
        "code": code,
        "instance": "/path/of/the/request",
        "request_id": "0b7c1f0e9d8a4c6bb1a2c3d4e5f60718",
        "errors": [field] if code == "validation" else [],
    }


def install_problem_schema(app: FastAPI) -> None:
    """Add the Problem schema to the application's OpenAPI, in place of FastAPI's own errors."""
    original = app.openapi

    def openapi() -> dict[str, object]:
        fresh = app.openapi_schema is None
        document: dict[str, object] = original()
        if fresh:
            _rewrite(document)
        return document

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI documents this very hook


def _rewrite(document: dict[str, object]) -> None:
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {}) if isinstance(components, dict) else {}
    own = Problem.model_json_schema(ref_template=_FIELD_SCHEMA_REF, mode="serialization")
    schemas.update(own.pop("$defs", {}))
    schemas["Problem"] = own
    for name in _FASTAPI_SCHEMAS:
        schemas.pop(name, None)
    paths = document.get("paths")
    for path, operations in paths.items() if isinstance(paths, dict) else ():
        for operation in operations.values() if isinstance(operations, dict) else ():
            _complete(str(path), operation)


def _complete(path: str, operation: dict[str, object]) -> None:
    """Add what any operation may answer, and those with a body or a value in their path."""
    responses = operation.setdefault("responses", {})
    if not isinstance(responses, dict):
        return
    if _FASTAPI_SCHEMAS[0] in str(responses.get("422", "")):
        del responses["422"]
    statuses = {*_ALWAYS, *(_WITH_BODY if "requestBody" in operation else ())}
    statuses |= {*(_WITH_PATH_VALUE if "{" in path else ())}
    if operation.get("parameters"):
        statuses.add(422)
    for status, response in problem_responses(*statuses).items():
        known = responses.setdefault(str(status), response)
        shown = known.setdefault("content", {})
        for media_type, content in _content(response).items():
            shown.setdefault(media_type, content)


def _content(response: dict[str, object]) -> dict[str, object]:
    content = response["content"]
    return content if isinstance(content, dict) else {}
