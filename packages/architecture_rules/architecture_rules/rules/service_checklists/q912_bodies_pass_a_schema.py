"""JSON that no schema has seen is whatever its sender wanted."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, last_name
from architecture_rules.reading.selections import python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    if "request" not in file.text:
        return
    for waited in file.nodes(ast.Await):
        if _asks_request(waited, "json"):
            yield _place(file, waited, "the body is read as JSON past every schema")
    for call in file.nodes(ast.Call):
        if called(call) == "loads" and any(_asks_request(each, "body") for each in call.args):
            yield _place(file, call, "the body is parsed by hand, past every schema")
    for function in file.nodes(ast.AsyncFunctionDef):
        yield from _body_types(file, function)


def _asks_request(node: ast.expr, wanted: str) -> bool:
    call = node.value if isinstance(node, ast.Await) else None
    return (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == wanted
        and "request" in last_name(call.func.value)
    )


def _body_types(file: SourceFile, function: ast.AsyncFunctionDef) -> Iterator[Place]:
    """Yield parameters `body: dict[…]` of routes."""
    if not any(isinstance(each, ast.Call) for each in function.decorator_list):
        return
    for argument in (*function.args.args, *function.args.kwonlyargs):
        kind = argument.annotation
        kind = kind.value if isinstance(kind, ast.Subscript) else kind
        if last_name(kind) in {"dict", "Dict", "Any", "Mapping"}:
            yield _place(file, argument, f"{argument.arg} is taken without a schema")


def _place(file: SourceFile, node: ast.expr | ast.arg, message: str) -> Place:
    return Place(file.path, node.lineno, message, node.col_offset + 1)


_ROUTE = "services/api_service/api_service/interface/http/create_user.py"

RULE = FileRule(
    RuleCard(
        id="Q912",
        name="bodies_pass_a_schema",
        section="Security Requirements",
        why=(
            "A pydantic schema refuses wrong types, lengths and fields before any code of ours has"
            " seen them, and shows in OpenAPI what is expected."
        ),
        mend="Take a model as parameter, or call `service_runtime.parse_body(request, Model)`.",
        bad=Example(
            {
                _ROUTE: (
                    "async def create_user(request: Request) -> Response:\n"
                    "    body = await request.json()  # <- here\n"
                    "    again = json.loads(await request.body())  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _ROUTE: (
                    "async def create_user(request: Request) -> Response:\n"
                    "    body = await parse_body(request, CreateUserBody)\n"
                )
            }
        ),
    ),
    python_of(Kind.API, Kind.DATA),
    _look,
)
