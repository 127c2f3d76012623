"""Every error becomes a problem document."""

import json
import logging

import pytest
from fastapi import FastAPI

from tests.unit.problem_details.asgi_call import call
from tests.unit.problem_details.shop import shop

GOOD = b'{"lines":[{"sku":"A","quantity":1}]}'


@pytest.fixture
def app() -> FastAPI:
    """Return the shop."""
    return shop()


async def test_good_input_passes(app: FastAPI) -> None:
    """The handlers do not stand in the way."""
    assert (await call(app, "POST", "/orders", GOOD)).status == 200


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({}, ("lines", "required")),
        ({"lines": []}, ("lines", "too_short")),
        ({"lines": "x"}, ("lines", "wrong_type")),
        ({"lines": [{"sku": "A", "quantity": 1}], "note": 1}, ("note", "unknown_field")),
        ({"lines": [{"sku": "A"}]}, ("lines.0.quantity", "required")),
        ({"lines": [{"sku": "A", "quantity": 0}]}, ("lines.0.quantity", "out_of_range")),
        ({"lines": [{"sku": "A", "quantity": -5}]}, ("lines.0.quantity", "out_of_range")),
        ({"lines": [{"sku": "A", "quantity": 1.5}]}, ("lines.0.quantity", "wrong_type")),
        ({"lines": [{"sku": "A", "quantity": "x"}]}, ("lines.0.quantity", "wrong_type")),
        ({"lines": [{"sku": "A" * 9, "quantity": 1}]}, ("lines.0.sku", "too_long")),
        ({"lines": [{"sku": "A A", "quantity": 1}]}, ("lines.0.sku", "invalid")),
        ({"lines": [{"sku": None, "quantity": 1}]}, ("lines.0.sku", "wrong_type")),
        (
            {"lines": [{"sku": "A", "quantity": 1, "kind": "gift"}]},
            ("lines.0.kind", "not_allowed"),
        ),
        (
            {"lines": [{"sku": "A", "quantity": 1, "unit_price": "1.00001"}]},
            ("lines.0.unit_price", "too_many_digits"),
        ),
    ],
)
async def test_returns_422_with_path_and_stable_code(
    app: FastAPI, body: object, problem: tuple[str, str]
) -> None:
    """The path leads to the field, the code to the reason."""
    answer = await call(app, "POST", "/orders", json.dumps(body).encode())
    assert answer.status == 422
    assert answer.problem["code"] == "validation"
    assert answer.field_problems == [problem]


async def test_names_where_a_parameter_stood(app: FastAPI) -> None:
    """Path and query parameters are told from body fields."""
    answer = await call(app, "GET", "/orders/x", query="limit=101")
    assert answer.field_problems == [
        ("path.order_id", "wrong_type"),
        ("query.limit", "out_of_range"),
    ]


async def test_never_repeats_the_input(app: FastAPI) -> None:
    """What was sent may be secret."""
    answer = await call(app, "POST", "/orders", b'{"lines":[{"sku":"A","quantity":"hunter2"}]}')
    assert b"hunter2" not in answer.body


async def test_missing_body_is_a_required_body(app: FastAPI) -> None:
    """The path of the whole body is empty."""
    assert (await call(app, "POST", "/orders")).field_problems == [("", "required")]


@pytest.mark.parametrize("body", [b"{", b"nonsense", b"[" * 900, b'{"a":"\xff"}', b"\xff\xfe"])
async def test_returns_400_for_what_is_not_json(app: FastAPI, body: bytes) -> None:
    """Broken syntax, bad encoding and endless nesting."""
    answer = await call(app, "POST", "/orders", body)
    assert answer.status == 400
    assert answer.problem["code"] == "malformed_json"


async def test_raised_problems_keep_what_they_carry(app: FastAPI) -> None:
    """Extensions and headers arrive; standard members cannot be overwritten."""
    answer = await call(app, "GET", "/conflict")
    assert answer.status == 409
    assert answer.problem["code"] == "version_conflict"
    assert answer.problem["current_version"] == 7
    assert answer.problem["instance"] == "/conflict"
    assert answer.problem["request_id"]
    assert answer.headers["retry-after"] == "1"
    assert answer.field_problems == [("version", "stale")]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("DELETE", "/orders", 405, "method_not_allowed"),
        ("GET", "/teapot", 418, "http_418"),
        ("GET", "/endless", 400, "malformed_json"),
        ("GET", "/broken", 500, "internal_error"),
    ],
)
async def test_other_errors_have_their_code(
    app: FastAPI, method: str, path: str, status: int, code: str
) -> None:
    """Routing errors, HTTP exceptions and bugs alike."""
    answer = await call(app, method, path)
    assert (answer.status, answer.problem["code"]) == (status, code)


async def test_headers_of_http_errors_are_kept(app: FastAPI) -> None:
    """`Allow` and the like belong to the answer."""
    assert (await call(app, "DELETE", "/orders")).headers["allow"] == "POST"
    assert (await call(app, "GET", "/teapot")).headers["x-pot"] == "tea"


async def test_bodiless_statuses_stay_bodiless(app: FastAPI) -> None:
    """304 must not have a body."""
    answer = await call(app, "GET", "/unchanged")
    assert (answer.status, answer.body) == (304, b"")


async def test_bugs_are_logged_and_not_leaked(
    app: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    """The client learns nothing, the operator everything."""
    with caplog.at_level(logging.ERROR, "problem_details"):
        answer = await call(app, "GET", "/broken")
    assert b"hunter2" not in answer.body
    assert caplog.records[0].exc_info is not None


async def test_paths_with_lone_surrogates_and_controls_are_answered(app: FastAPI) -> None:
    """No path can break the answer about it."""
    answer = await call(app, "GET", "/\ud800\x00\r\n")
    assert answer.problem["instance"] == "/\ud800\x00\r\n"


async def test_long_unknown_names_are_cut(app: FastAPI) -> None:
    """A field name of the client's making does not swell the answer."""
    body = json.dumps({"lines": [{"sku": "A", "quantity": 1}], "x" * 500: 1}).encode()
    assert (await call(app, "POST", "/orders", body)).field_problems == [
        ("x" * 80, "unknown_field")
    ]
