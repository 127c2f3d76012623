"""A route whose answer the documentation does not show has to be tried out to be used."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import keyword, string_of
from architecture_rules.reading.route_declarations import Route, is_hidden, routes_of
from architecture_rules.reading.selections import python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_WITHOUT_BODY = {204, 205, 304}


def _look(file: SourceFile) -> Iterator[Place]:
    for route in routes_of(file):
        if is_hidden(file, route):
            continue
        if not _shows_answer(route):
            message = f"{route.title} does not say what it answers"
            yield Place(file.path, route.call.lineno, message, route.call.col_offset)
        if not _is_explained(route):
            message = f"{route.title} is not explained: no docstring, no summary"
            yield Place(file.path, route.call.lineno, message, route.call.col_offset)


def _shows_answer(route: Route) -> bool:
    call = route.call
    status = keyword(call, "status_code")
    if isinstance(status, ast.Constant) and status.value in _WITHOUT_BODY:
        return True
    shown = any(keyword(call, name) for name in ("response_model", "response_class", "responses"))
    returns = route.function.returns
    plain = returns is None or ast.unparse(returns).endswith("Response")
    return shown or not plain


def _is_explained(route: Route) -> bool:
    has_text = keyword(route.call, "summary") or keyword(route.call, "description")
    return bool(has_text or string_of(_first(route.function)))


def _first(function: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST | None:
    first = function.body[0]
    return first.value if isinstance(first, ast.Expr) else None


_ROUTE = "services/api_service/api_service/interface/http/get_user.py"
_REST = (
    "async def get_user(request: Request) -> Response:\n"
    '    """Look at one user."""\n    return document(request, user)\n'
)

RULE = FileRule(
    RuleCard(
        id="Q910",
        name="routes_document_their_answer",
        section="For FastAPI Services",
        why=(
            "OpenAPI is what other teams read instead of our code. A route that returns a ready"
            " `Response` shows nothing there unless it is told what to show."
        ),
        mend="Give the decorator `response_model=…`, and the function a docstring.",
        bad=Example(
            {_ROUTE: f"router = APIRouter()\n\n\n@router.get('/users/me')  # <- here\n{_REST}"}
        ),
        good=Example(
            {
                _ROUTE: (
                    "router = APIRouter()\n\n\n@router.get('/users/me', response_model=UserRow)\n"
                    f"{_REST}"
                )
            }
        ),
    ),
    python_of(Kind.API, Kind.DATA),
    _look,
)
