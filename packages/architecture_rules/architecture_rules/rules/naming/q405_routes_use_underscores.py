"""A path is a name that other teams type: one way to write it."""

import ast
import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.foreign_names import is_foreign
from architecture_rules.reading.written_names import argument_of, is_snake_case, last_name, written
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_DECORATORS = {
    *("get", "post", "put", "patch", "delete", "head", "options", "trace"),
    *("route", "api_route", "websocket", "websocket_route"),
}
_CALLS = {
    *("Mount", "Route", "WebSocketRoute", "APIRoute", "APIWebSocketRoute"),
    *("add_get", "add_post", "add_put", "add_patch", "add_delete", "add_head"),
    *("add_api_route", "add_api_websocket_route", "add_route", "add_websocket_route"),
}
_PREFIXES = {"APIRouter", "include_router"}
_PARAMETER = re.compile(r"\{(\w[^{}:]*)(:[^{}]*)?\}")
_PUNCTUATION = re.compile(r"[.:~@]")


def _look(file: SourceFile) -> Iterator[Place]:
    functions: list[ast.FunctionDef | ast.AsyncFunctionDef] = [
        *file.nodes(ast.FunctionDef),
        *file.nodes(ast.AsyncFunctionDef),
    ]
    decorators = {id(each) for function in functions for each in function.decorator_list}
    for call in file.nodes(ast.Call):
        name = last_name(call.func)
        is_route = name in _CALLS or (name in _DECORATORS and id(call) in decorators)
        if is_route:
            yield from _path(file, argument_of(call, "path", 0))
            yield from _operation(file, argument_of(call, "operation_id"))
        elif name in _PREFIXES:
            yield from _path(file, argument_of(call, "prefix"))
        elif name == "mount":
            yield from _path(file, argument_of(call, "path", 0))


def _path(file: SourceFile, node: ast.expr | None) -> Iterator[Place]:
    path = written(node)
    if node is None or path is None or not path.startswith("/"):
        return
    for part in path.split("/"):
        if part == ".well-known":
            return
        words = [
            *(found[0] for found in _PARAMETER.findall(part)),
            *_PUNCTUATION.split(_PARAMETER.sub("", part)),
        ]
        if not all(map(is_snake_case, words)) and not is_foreign(part, file):
            message = f"the path {path} is not in snake_case: {part}"
            yield Place(file.path, node.lineno, message, node.col_offset + 1)
            return


def _operation(file: SourceFile, node: ast.expr | None) -> Iterator[Place]:
    name = written(node)
    if node is not None and name is not None and not is_snake_case(name):
        message = f"the operation {name} is not in snake_case"
        yield Place(file.path, node.lineno, message, node.col_offset + 1)


_MODULE = "services/api_service/api_service/interface/http/order_lines.py"
_HEAD = "from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n"

RULE = FileRule(
    RuleCard(
        id="Q405",
        name="routes_use_underscores",
        section="Naming Conventions",
        why=(
            "Paths, their parameters and operation ids are names that clients are generated from."
            " `order-lines` in the path and `order_lines` in the code are two names of one thing."
        ),
        mend="Write the path in snake_case; it is a new path, so the clients change with it.",
        bad=Example(
            {
                _MODULE: (
                    f'{_HEAD}@router.get("/orders/{{orderId}}")  # <- here\n'
                    "async def get_order() -> None: ...\n\n\n"
                    '@router.get("/order-lines")  # <- here\n'
                    "async def list_order_lines() -> None: ...\n"
                )
            }
        ),
        good=Example(
            {
                _MODULE: (
                    f'{_HEAD}@router.get("/orders/{{order_id}}/order_lines")\n'
                    "async def list_order_lines() -> None: ...\n\n\n"
                    '@router.get("/.well-known/oauth-authorization-server")\n'
                    "async def describe() -> None: ...\n"
                )
            }
        ),
    ),
    lambda file: file.in_package,
    _look,
)
