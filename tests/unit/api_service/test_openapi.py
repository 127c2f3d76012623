"""The API document tells newcomers everything."""

from collections.abc import Iterator

from fastapi import FastAPI
from pydantic import TypeAdapter
from storage_contracts.json_value import Json, JsonObject

ONCE = ("/dead_letters", "/oauth_clients", "post /api/v1/auth/")
"""What must not answer twice alike, because the answer is a secret, or what is harmless twice."""

OBJECT = TypeAdapter[JsonObject](JsonObject)


def _part(node: Json, *path: str) -> JsonObject:
    for name in path:
        node = node.get(name, {}) if isinstance(node, dict) else {}
    return node if isinstance(node, dict) else {}


def _operations(app: FastAPI) -> Iterator[tuple[str, JsonObject]]:
    for path, item in _part(OBJECT.validate_python(app.openapi()), "paths").items():
        if path.startswith("/api/") and isinstance(item, dict):
            yield from ((f"{method} {path}", _part(item, method)) for method in item)


def _parameters(operation: JsonObject) -> list[str]:
    parameters = operation.get("parameters", [])
    assert isinstance(parameters, list)
    return [str(_part(one)["name"]) for one in parameters]


def test_every_operation_has_a_summary_and_an_introduction(app: FastAPI) -> None:
    """In a sentence."""
    operations = dict(_operations(app))

    assert len(operations) >= 40
    for name, operation in operations.items():
        assert operation["summary"], name
        assert str(operation["description"]).strip(), name
        assert operation["tags"], name


def test_every_body_and_every_answer_has_an_example(app: FastAPI) -> None:
    """Whoever reads it sees what to send and what comes back."""
    models = _part(OBJECT.validate_python(app.openapi()), "components", "schemas")
    for name, operation in _operations(app):
        body = _part(operation, "requestBody", "content", "application/json")
        if body:
            model = str(_part(body, "schema")["$ref"]).rpartition("/")[2]
            assert _part(models, model)["examples"], name
            assert body["example"], name
        for status, response in _part(operation, "responses").items():
            is_raw = {"text/html", "image/png"} & _part(response, "content").keys()
            if status.startswith("2") and status != "204" and not is_raw:
                assert _part(response, "content", "application/json")["example"], name


def test_every_operation_documents_its_problems(app: FastAPI) -> None:
    """As problem documents, with their codes."""
    for name, operation in _operations(app):
        responses = _part(operation, "responses")
        refusals = {status for status in responses if status[0] in "45"}
        assert {"500", "503"} <= refusals, name
        if "requestBody" in operation:
            assert {"400", "413", "415", "422"} <= refusals, name
        if "{" in name:
            assert {"404", "422"} <= refusals, name
        for status in refusals:
            content = _part(responses, status, "content")
            shows_pages = name.endswith(("/page", "/authorize"))
            assert set(content) <= {"application/problem+json", *(["text/html"] * shows_pages)}, (
                name,
                status,
            )
            assert _part(content, "application/problem+json")["examples"], (name, status)


def test_says_which_operations_can_be_repeated_and_which_want_a_version(app: FastAPI) -> None:
    """By the headers that they take."""
    once = {
        "post /api/v1/me/chat_link_codes",
        "post /api/v1/me/password",
        "post /api/v1/me/sessions/{session_id}/revoke",
        "post /api/v1/users/{user_id}/revoke_sessions",
    }
    for name, operation in _operations(app):
        headers = {header.lower() for header in _parameters(operation)}
        if name.startswith(("post", "patch")) and "callbacks" not in name:
            is_repeatable = name not in once and not any(word in name for word in ONCE)
            is_repeatable |= name == "post /api/v1/auth/register"
            assert ("idempotency-key" in headers) == is_repeatable, name
            assert ("if-match" in headers) == name.startswith("patch"), name


def test_every_name_is_in_snake_case(app: FastAPI) -> None:
    """Headers are named by their own standard."""
    for name, operation in _operations(app):
        assert "-" not in name
        for parameter in operation.get("parameters") or ():  # type: ignore[union-attr]  # a list
            found = _part(parameter)
            assert found["in"] == "header" or "-" not in str(found["name"]), name


def test_says_what_every_operation_asks_of_its_callers(app: FastAPI) -> None:
    """By the scheme that the docs page's button reads, from the same table as the gate."""
    scheme = _part(OBJECT.validate_python(app.openapi()), "components", "securitySchemes", "oauth2")
    flows = _part(scheme, "flows")
    scopes = _part(flows, "password", "scopes")
    operations = dict(_operations(app))

    assert set(flows) == {"password", "authorizationCode", "clientCredentials"}
    assert _part(flows, "password")["tokenUrl"] == "/api/v1/auth/token"
    for name, operation in operations.items():
        requirements = operation["security"]
        assert isinstance(requirements, list), name
        for requirement in requirements:
            named = _part(requirement).get("oauth2", [])
            assert isinstance(named, list)
            assert set(map(str, named)) <= set(scopes), name
    assert operations["post /api/v1/auth/token"]["security"] == []
    assert operations["get /api/v1/me"]["security"] == [{"oauth2": ["profile:read"]}]
    assert operations["post /api/v1/orders"]["security"] == [{}, {"oauth2": ["orders:place"]}]
