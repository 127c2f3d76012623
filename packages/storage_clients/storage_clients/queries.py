"""Questions with parameters of the caller's choice, and what becomes of bad ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from business_hexagon.domain.errors import InvalidValue

from storage_clients.asking import translating
from storage_clients.problem_received import ProblemReceived

__all__ = ["translating_query"]

_BAD_QUERY = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY})


@contextmanager
def translating_query(service: str, *, stream: str = "") -> Iterator[None]:
    """Like `translating`, for requests whose parameters came from outside.

    Raises:
        InvalidValue: The data service does not know a cursor, field or operator, or a value is
            out of range; the field is a path such as `query.cursor`.
    """
    with translating(service, stream=stream):
        try:
            yield
        except ProblemReceived as problem:
            if problem.status in _BAD_QUERY:
                raise _invalid_query(problem) from problem
            raise


def _invalid_query(problem: ProblemReceived) -> InvalidValue:
    errors = problem.document.member("errors")
    first = errors[0] if isinstance(errors, list) and errors else None
    if isinstance(first, dict):
        return InvalidValue(str(first.get("path", "query")), str(first.get("message", "")))
    return InvalidValue("query", problem.document.detail or problem.code)
