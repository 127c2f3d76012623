"""A route that says nothing about access is open to everybody, until somebody tries it."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import keyword
from architecture_rules.reading.route_declarations import Route, is_hidden, routes_of
from architecture_rules.reading.selections import python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_PROBES = {"/health", "/ready", "/metrics"}


def _look(file: SourceFile) -> Iterator[Place]:
    for route in routes_of(file):
        if not _is_guarded(route) and route.path not in _PROBES and not is_hidden(file, route):
            message = f"{route.title} does not say who may use it"
            yield Place(file.path, route.call.lineno, message, route.call.col_offset + 1)


def _is_guarded(route: Route) -> bool:
    """Whether it names its operation or callers, or asks FastAPI for security."""
    declared = keyword(route.call, "openapi_extra")
    if isinstance(declared, ast.Call | ast.Name | ast.Attribute):
        return True
    text = ast.unparse(route.function.args) + ast.unparse(route.call)
    return "Security(" in text


_ROUTE = "services/api_service/api_service/interface/http/get_user.py"
_HEAD = "router = APIRouter()\n\n\n"
_BODY = 'async def get_me(request: Request) -> Response:\n    """Who asks."""\n'

RULE = FileRule(
    RuleCard(
        id="Q960",
        name="routes_say_who_may_use_them",
        section="Security Requirements",
        why=(
            "Roles, scopes and callers are decided before a handler runs, from what its route"
            " declares. The documentation and the table of access come from the same words."
        ),
        mend=(
            "Declare the operation: `openapi_extra=serves('get_me')`; in a data service the"
            " callers: `openapi_extra=callers('api_service')`."
        ),
        bad=Example({_ROUTE: f"{_HEAD}@router.get('/me', response_model=Me)  # <- here\n{_BODY}"}),
        good=Example(
            {
                _ROUTE: (
                    f"{_HEAD}@router.get('/me', response_model=Me, openapi_extra=serves('me'))\n"
                    f"{_BODY}"
                )
            }
        ),
    ),
    python_of(Kind.API, Kind.DATA),
    _look,
)
