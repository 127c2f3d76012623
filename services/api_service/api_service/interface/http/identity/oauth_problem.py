"""Refusals of the token endpoints: RFC 6749's members within a problem document."""

from collections.abc import Mapping
from typing import Final

from problem_details.problem_error import ProblemError

_STATUS: Final[Mapping[str, int]] = {"invalid_client": 401}
_BAD_REQUEST: Final = 400


def oauth_problem(
    error: str, description: str, *, code: str | None = None, basic: bool = False
) -> ProblemError:
    """The problem for one of OAuth's error codes.

    Args:
        error: RFC 6749's code, such as `invalid_grant`.
        description: One sentence for a developer.
        code: Our own, finer code; OAuth's by default.
        basic: Whether the client came with HTTP Basic, which a 401 must then ask for.
    """
    return ProblemError(
        _STATUS.get(error, _BAD_REQUEST),
        code or error,
        description,
        extensions={"error": error, "error_description": description},
        headers={"WWW-Authenticate": 'Basic realm="quintet"'} if basic else None,
    )
