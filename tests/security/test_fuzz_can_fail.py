"""The control of the fuzzing: a service that breaks its promises is found out, each of them."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.security.fuzz_broken_service import broken_service
from tests.security.fuzz_report import FuzzReport, table
from tests.security.fuzz_run import fuzz
from tests.security.fuzz_target import FuzzEffort

_EFFORT = FuzzEffort(examples=5, scenarios=0, covers=True, seed=1)


@pytest.fixture(scope="module")
async def report() -> AsyncIterator[FuzzReport]:
    """What the fuzzing says of the broken service."""
    async with broken_service() as target:
        yield await asyncio.to_thread(fuzz, target, _EFFORT)


@pytest.mark.parametrize(
    ("path", "check"),
    [
        ("/crashes", "not_a_server_error"),
        ("/violates_its_schema", "response_schema_conformance"),
        ("/hides_a_status", "status_code_conformance"),
        ("/changes_its_type", "content_type_conformance"),
        ("/forgets_a_header", "response_headers_conformance"),
        ("/believes_anything", "negative_data_rejection"),
        ("/lets_anybody_in", "ignored_auth"),
    ],
)
def test_a_broken_promise_is_found(report: FuzzReport, path: str, check: str) -> None:
    """By the check that is for it."""
    assert check in {each.check for each in report.failures if each.operation == f"GET {path}"}


def test_a_sound_route_is_not_blamed(report: FuzzReport) -> None:
    """Although it is as busy as the others."""
    assert report.cases["GET /is_sound"] > 5
    assert [each for each in report.failures if each.operation == "GET /is_sound"] == []


def test_the_table_names_what_was_found_and_how_to_repeat_it(report: FuzzReport) -> None:
    """Once for each operation and check."""
    shown = table([report])
    assert "broken_service: GET /crashes: not_a_server_error" in shown
    assert "curl" in shown
    assert report.as_json()["cases"] == report.total > 50
