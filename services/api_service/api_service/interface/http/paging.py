"""Cursor, limit, sort and filters of a list, from the query."""

from collections.abc import Callable
from typing import Annotated

from business_hexagon.application.ports.documents import Filter, FilterOperator, PageRequest
from fastapi import Depends, Query
from problem_details.problem import FieldProblem
from problem_details.problem_error import ProblemError
from starlette.requests import Request

_OWN = frozenset({"limit", "cursor", "sort", "q", "view", "all"})


def page_sorted_by(usual: str) -> Callable[[Request, int, str | None, str], PageRequest]:
    """Makes what reads the page that a query asks for.

    Args:
        usual: The sort of a query that asks for none.
    """

    def page_request(
        request: Request,
        limit: Annotated[int, Query(ge=1, le=200, description="Most items on the page.")] = 50,
        cursor: Annotated[
            str | None, Query(max_length=1000, description="`next_cursor` of the page before.")
        ] = None,
        sort: Annotated[
            str,
            Query(
                max_length=200,
                description=(
                    "Fields separated by commas, a minus before a field for descending order."
                ),
                examples=[usual],
            ),
        ] = usual,
    ) -> PageRequest:
        """The page that the query asks for.

        Any other parameter is a filter: `field` or `field__operator`, such as
        `unit_price__gte=1.50`.

        Raises:
            ProblemError: 422 for an unknown operator.
        """
        filters = tuple(
            _filter(name, value)
            for name, value in request.query_params.multi_items()
            if name not in _OWN
        )
        return PageRequest(limit=limit, cursor=cursor, sort=sort, filters=filters)

    return page_request


PageDep = Annotated[PageRequest, Depends(page_sorted_by("-created_at,id"))]


def _filter(name: str, value: str) -> Filter:
    field, _, operator = name.partition("__")
    try:
        return Filter(field, FilterOperator(operator or "eq"), value)
    except ValueError:
        message = f"Filters are written field__operator with one of {', '.join(FilterOperator)}."
        problem = FieldProblem(path=f"query.{name}", message=message, code="unknown_operator")
        raise ProblemError(422, "filter_invalid", message, errors=[problem]) from None
