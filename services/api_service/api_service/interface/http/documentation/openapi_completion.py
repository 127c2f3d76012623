"""What is the same for many operations, written into the OpenAPI document once."""

from collections.abc import Iterator
from typing import Final

from fastapi import FastAPI
from problem_details.openapi import problem_responses
from pydantic import TypeAdapter
from storage_contracts.json_value import Json, JsonObject

from api_service.interface.http.access.route_access import RouteAccessTable
from api_service.interface.http.documentation.openapi_security import (
    add_security,
    security_schemes,
)
from api_service.interface.http.documentation.schema_example import example_of
from api_service.interface.http.idempotency import HEADER

_OBJECT: Final = TypeAdapter[JsonObject](JsonObject)
_OURS: Final = "/api/"


def install_openapi_completion(app: FastAPI, access: RouteAccessTable) -> None:
    """Adds to every operation what it asks of its callers, examples and its common problems.

    Call it after the problem handlers, whose own completion comes first.
    """
    original = app.openapi
    made: list[JsonObject] = []

    def openapi() -> JsonObject:
        if not made:
            document = _OBJECT.validate_python(original())
            _complete(document)
            _object(document, "components")["securitySchemes"] = security_schemes()
            add_security(_object(document, "paths"), access)
            made.append(document)
        return made[0]

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI documents this very hook


def _complete(document: JsonObject) -> None:
    models = _object(_object(document, "components"), "schemas")
    for operation in _operations(document):
        responses = _object(operation, "responses")
        for status, response in responses.items():
            if status.startswith("2") and isinstance(response, dict):
                _show(_object(_object(response, "content"), "application/json"), models)
        body = _object(operation, "requestBody")
        if body:
            _show(_object(_object(body, "content"), "application/json"), models)
        for status, response in _common_problems(operation).items():
            _merge(responses, status, response)


def _operations(document: JsonObject) -> Iterator[JsonObject]:
    for path, item in _object(document, "paths").items():
        if path.startswith(_OURS) and isinstance(item, dict):
            yield from (one for one in item.values() if isinstance(one, dict))


def _show(content: JsonObject, models: JsonObject) -> None:
    if "schema" in content and "example" not in content and "examples" not in content:
        content["example"] = example_of(content["schema"], models)


def _common_problems(operation: JsonObject) -> JsonObject:
    statuses = [429, 500]
    codes = {"storage_unavailable": 503}
    if "requestBody" in operation:
        statuses += [400, 413, 415]
    if any(_is_idempotency_key(one) for one in _list(operation, "parameters")):
        codes |= {"idempotency_in_flight": 409, "idempotency_conflict": 422}
    found = problem_responses(*statuses, **codes)
    return _OBJECT.validate_python({str(status): found[status] for status in found})


def _is_idempotency_key(parameter: Json) -> bool:
    return isinstance(parameter, dict) and str(parameter.get("name")).lower() == HEADER.lower()


def _merge(responses: JsonObject, status: str, added: Json) -> None:
    known = responses.get(status)
    if not isinstance(known, dict) or not isinstance(added, dict):
        responses[status] = added
        return
    examples = _examples(known)
    examples.update({name: one for name, one in _examples(added).items() if name not in examples})
    title = str(added["description"]).partition(":")[0]
    known["description"] = f"{title}: {', '.join(examples)}"


def _examples(response: JsonObject) -> JsonObject:
    return _object(_object(_object(response, "content"), "application/problem+json"), "examples")


def _object(parent: JsonObject, name: str) -> JsonObject:
    found = parent.get(name)
    return found if isinstance(found, dict) else {}


def _list(parent: JsonObject, name: str) -> list[Json]:
    found = parent.get(name)
    return found if isinstance(found, list) else []
