"""The routes that FastAPI decorators declare in a module."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import keyword, last_name, string_of

__all__ = ["Route", "is_hidden", "routes_of"]

_METHODS = {"get", "post", "put", "patch", "delete"}


@dataclass(frozen=True, slots=True)
class Route:
    """A route.

    Attributes:
        method: Such as `get`.
        call: What decorates the function.
        function: What answers.
    """

    method: str
    call: ast.Call
    function: ast.FunctionDef | ast.AsyncFunctionDef

    @property
    def path(self) -> str:
        """Its template as the decorator has it; empty when it is no literal."""
        return string_of(self.call.args[0] if self.call.args else keyword(self.call, "path")) or ""

    @property
    def title(self) -> str:
        """Such as `GET /users/me`; the name of the function when the path is computed."""
        return f"{self.method.upper()} {self.path or self.function.name}"


def routes_of(file: SourceFile) -> Iterator[Route]:
    """Yield the routes of a module; none when it uses no router of FastAPI."""
    if "APIRouter" not in file.text and "FastAPI" not in file.text:
        return
    functions: list[ast.FunctionDef | ast.AsyncFunctionDef] = [
        *file.nodes(ast.FunctionDef),
        *file.nodes(ast.AsyncFunctionDef),
    ]
    for function in functions:
        for decorator in function.decorator_list:
            if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute):
                method = decorator.func.attr
                if method in _METHODS and (decorator.args or keyword(decorator, "path")):
                    yield Route(method, decorator, function)


def is_hidden(file: SourceFile, route: Route) -> bool:
    """Whether OpenAPI leaves the route out: it or its router says `include_in_schema=False`."""
    if _is_false(keyword(route.call, "include_in_schema")):
        return True
    router = last_name(route.call.func.value) if isinstance(route.call.func, ast.Attribute) else ""
    return any(
        isinstance(each.value, ast.Call)
        and _is_false(keyword(each.value, "include_in_schema"))
        and any(last_name(target) == router for target in each.targets)
        for each in file.nodes(ast.Assign)
    )


def _is_false(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is False
