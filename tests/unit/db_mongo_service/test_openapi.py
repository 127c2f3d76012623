"""The API document."""

from collections.abc import Iterator, Mapping

from fastapi import FastAPI

PROBES = {"/health", "/ready", "/metrics"}

type Object = Mapping[str, object]


def part(node: object, *path: str) -> Object:
    """Walk down into an object; what is not there is empty."""
    for name in path:
        node = node.get(name, {}) if isinstance(node, Mapping) else {}
    return node if isinstance(node, Mapping) else {}


def operations(document: Object) -> Iterator[tuple[str, Object]]:
    """Every operation of this service, probes left out."""
    for path, item in part(document, "paths").items():
        if path in PROBES or not isinstance(item, Mapping):
            continue
        for method, operation in item.items():
            yield f"{method} {path}", operation


def has_example(document: Object, content: Object) -> bool:
    """Tell whether a JSON body shows what it looks like."""
    reference = str(part(content, "schema").get("$ref", "")).rpartition("/")[2]
    schema = part(document, "components", "schemas", reference)
    return "example" in content or "examples" in content or bool(schema.get("examples"))


def test_every_operation_shows_examples_and_what_can_go_wrong(app: FastAPI) -> None:
    """Bodies and answers have an example; problems are problem documents."""
    document = app.openapi()
    seen = []
    for name, operation in operations(document):
        seen.append(name)
        answer = part(operation, "responses", "200", "content", "application/json")
        if name.endswith("/content"):
            assert part(operation, "responses", "200", "content", "application/octet-stream")
        else:
            assert has_example(document, answer), name
        if name.startswith("post"):
            body = part(operation, "requestBody", "content", "application/json")
            assert has_example(document, body), name
        for status in ("422", "503"):
            problem = part(operation, "responses", status, "content")
            assert list(problem) == ["application/problem+json"], (name, status)
        assert operation["description"], name
    assert {
        "post /analytics_events/bulk",
        "get /analytics_events",
        "get /attachments/{attachment_id}/content",
    } <= set(seen)


def test_every_name_of_the_api_is_in_snake_case(app: FastAPI) -> None:
    """No hyphen in paths and parameters."""
    for name, operation in operations(app.openapi()):
        parameters = operation.get("parameters", [])
        assert "-" not in name
        assert isinstance(parameters, list)
        assert all("-" not in str(parameter["name"]) for parameter in parameters)
