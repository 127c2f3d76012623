"""A loop of one's own is a loop that nobody closes."""

import ast
from collections.abc import Iterator
from typing import Final

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Edit, Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.imports import imports_of, is_within
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import production_python
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_CALLS: Final = frozenset(
    {
        f"asyncio.{each}"
        for each in ("get_event_loop", "new_event_loop", "set_event_loop", "set_event_loop_policy")
    }
    | {"uvloop.new_event_loop"}
)


def _look(file: SourceFile) -> Iterator[Place]:
    imported = list(imports_of(file))
    for each in imported:
        if is_within(each.name, "nest_asyncio"):
            message = "nest_asyncio lets loops run inside of loops"
            yield Place(file.path, each.line, message, each.column)
    if not any(is_within(each.name, "asyncio", "uvloop") for each in imported):
        return
    names = Names(file)
    for call in file.nodes(ast.Call):
        function = call.func
        name = names.of(function)
        if name in _CALLS:
            edit = _edit(file, call) if name == "asyncio.get_event_loop" else None
            message = f"{name} works on an event loop by hand"
            yield Place(file.path, call.lineno, message, call.col_offset + 1, edit)
        elif isinstance(function, ast.Attribute) and function.attr == "run_until_complete":
            message = "run_until_complete works on an event loop by hand"
            yield Place(file.path, function.end_lineno or call.lineno, message)


def _edit(file: SourceFile, call: ast.Call) -> Edit | None:
    """In a coroutine, both functions return the running loop."""
    function = call.func
    if not isinstance(function, ast.Attribute) or not file.lines[call.lineno - 1].isascii():
        return None
    if not any(call in _own_calls(each) for each in file.nodes(ast.AsyncFunctionDef)):
        return None
    end = function.end_col_offset or 0
    start = end - len(function.attr)
    return Edit(call.lineno, start, function.end_lineno or 0, end, "get_running_loop")


def _own_calls(coroutine: ast.AsyncFunctionDef) -> Iterator[ast.AST]:
    """Calls that a coroutine makes by itself, not functions that it defines."""
    waiting: list[ast.AST] = list(coroutine.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            continue
        yield node
        waiting += ast.iter_child_nodes(node)


_BOT = "services/bot_service/bot_service"

RULE = FileRule(
    RuleCard(
        id="Q204",
        name="no_event_loop_is_made_by_hand",
        section="Critical Event Loop Management",
        why=(
            "`asyncio.run` makes one loop, cancels what is left and closes it. By hand, one of the"
            " three is forgotten; and two loops in a process wait for each other's futures."
        ),
        mend="Use `asyncio.run` in `__main__.py`, and `asyncio.get_running_loop` in coroutines.",
        bad=Example(
            {
                f"{_BOT}/polling.py": (
                    "import asyncio\n\nimport nest_asyncio  # <- here\n\n\n"
                    "async def moment() -> float:\n"
                    "    return asyncio.get_event_loop().time()  # <- here\n\n\n"
                    "def poll() -> None:\n"
                    "    loop = asyncio.new_event_loop()  # <- here\n"
                    "    loop.run_until_complete(moment())  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                f"{_BOT}/polling.py": (
                    "import asyncio\n\n\nasync def moment() -> float:\n"
                    "    return asyncio.get_running_loop().time()\n"
                )
            }
        ),
        mends_itself=True,
    ),
    production_python,
    _look,
)
