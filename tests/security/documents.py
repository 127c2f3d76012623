"""The operations that a service documents, each with a request that its schema accepts."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode
from uuid import uuid4

from storage_contracts.json_value import Json, JsonObject

_METHODS: Final = frozenset({"get", "post", "put", "patch", "delete", "head", "options"})
_FORM: Final = "application/x-www-form-urlencoded"
_OCTETS: Final = "application/octet-stream"
_JSON: Final = "application/json"
_VALUES: Final[dict[str, str]] = {
    "version": "1",
    "consumer": "worker_order_saga",
    "client_id": "nobody_in_particular",
    "kind": "order",
    "subject_key": "0" * 64,
    "position": "1",
}


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One method of one path.

    Attributes:
        method: In capitals.
        template: The path with its parameters in braces.
        target: The path with values, and the query that is required.
        content_type: Of the body.
        body: The documented example, None for requests without a body.
        headers: Required headers.
        serves: The use cases behind it, as the document names them.
        callers: The services that may call it, as the document names them.
    """

    method: str
    template: str
    target: str
    content_type: str
    body: bytes | None
    headers: tuple[tuple[str, str], ...]
    serves: tuple[str, ...]
    callers: frozenset[str]

    def __str__(self) -> str:
        return f"{self.method} {self.template}"


def operations_of(document: JsonObject) -> Iterator[Operation]:
    """Every operation of a document."""
    for template, item in _object(document["paths"]).items():
        for method, operation in _object(item).items():
            if method in _METHODS:
                yield _operation(method.upper(), template, _object(operation), document)


def _operation(
    method: str, template: str, operation: JsonObject, document: JsonObject
) -> Operation:
    parameters = [_resolved(one, document) for one in _list(operation.get("parameters"))]
    query = {
        str(one["name"]): str(_example(one))
        for one in parameters
        if one["in"] == "query" and one.get("required")
    }
    headers = tuple(
        (str(one["name"]), str(_example(one)))
        for one in parameters
        if one["in"] == "header" and one.get("required")
    )
    content_type, body = _body(operation)
    path = re.sub(r"\{(\w+)\}", lambda match: _VALUES.get(match[1], str(uuid4())), template)
    return Operation(
        method=method,
        template=template,
        target=f"{path}?{urlencode(query)}" if query else path,
        content_type=content_type,
        body=body,
        headers=headers,
        serves=tuple(str(one) for one in _list(operation.get("x-operations"))),
        callers=frozenset(str(one) for one in _list(operation.get("x-callers"))),
    )


def _body(operation: JsonObject) -> tuple[str, bytes | None]:
    content = _object(_object(operation.get("requestBody")).get("content"))
    if _FORM in content:
        form = {name: str(value) for name, value in _object(_shown(content[_FORM])).items()}
        return _FORM, urlencode(form).encode()
    if _JSON in content:
        return _JSON, json.dumps(_shown(content[_JSON])).encode()
    if _OCTETS in content:
        return _OCTETS, b"some text"
    return "", None


def _shown(content: Json) -> Json:
    found = _object(content)
    if "example" in found:
        return found["example"]
    for one in _object(found.get("examples")).values():
        return _object(one)["value"]
    return {}


def _example(parameter: JsonObject) -> Json:
    if "example" in parameter:
        return parameter["example"]
    for one in _list(_object(parameter.get("schema")).get("examples")):
        return one
    return "a"


def _resolved(value: Json, document: JsonObject) -> JsonObject:
    found = _object(value)
    reference = found.get("$ref")
    if not isinstance(reference, str):
        return found
    here: Json = document
    for part in reference.removeprefix("#/").split("/"):
        here = _object(here)[part]
    return _object(here)


def _object(value: Json) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
