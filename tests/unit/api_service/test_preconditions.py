"""Versions as HTTP speaks of them."""

import pytest
from api_service.interface.http.preconditions import expected_version, is_known
from problem_details.problem_error import ProblemError
from starlette.requests import Request


def _request(**headers: str) -> Request:
    return Request(
        {
            "type": "http",
            "headers": [
                (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
            ],
        }
    )


@pytest.mark.parametrize("given", ['"7"', 'W/"7"', ' "7" '])
def test_reads_the_version_that_the_client_has(given: str) -> None:
    """Strong or weak."""
    assert expected_version(_request(if_match=given)) == 7


@pytest.mark.parametrize("given", ["7", "*", '"seven"', "", '"7", "8"', f'"{10**30}"'])
def test_refuses_what_names_no_version(given: str) -> None:
    """412: it cannot be the current one."""
    with pytest.raises(ProblemError) as caught:
        expected_version(_request(if_match=given))
    assert (caught.value.status, caught.value.code) == (412, "precondition_failed")


def test_wants_a_version() -> None:
    """428: a change without one would overwrite somebody else's."""
    with pytest.raises(ProblemError) as caught:
        expected_version(_request())
    assert (caught.value.status, caught.value.code) == (428, "precondition_required")


def test_knows_what_the_client_has() -> None:
    """One of a list, or anything at all."""
    assert is_known(_request(if_none_match='"6", W/"7"'), 7)
    assert is_known(_request(if_none_match="*"), 7)
    assert not is_known(_request(if_none_match='"6"'), 7)
    assert not is_known(_request(), 7)
    assert not is_known(_request(if_none_match='"7"'), None)
