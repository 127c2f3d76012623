"""A task that nobody holds may be collected before it ends, and its error is nobody's."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import production_python
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_STARTERS = {"asyncio.create_task", "asyncio.ensure_future"}
_LOOPS = {"asyncio.get_running_loop", "asyncio.get_event_loop"}


def _look(file: SourceFile) -> Iterator[Place]:
    if b"create_task" not in file.content and b"ensure_future" not in file.content:
        return
    names = Names(file)
    dropped = [each.value for each in file.nodes(ast.Expr)]
    dropped += [
        each.value
        for each in file.nodes(ast.Assign)
        if all(isinstance(target, ast.Name) and target.id == "_" for target in each.targets)
    ]
    for call in dropped:
        if isinstance(call, ast.Call) and _starts_a_task(call.func, names):
            message = f"nobody keeps the task of {ast.unparse(call.func)}"
            yield Place(file.path, call.lineno, message, call.col_offset + 1)


def _starts_a_task(starter: ast.expr, names: Names) -> bool:
    if names.of(starter) in _STARTERS:
        return True
    if not isinstance(starter, ast.Attribute) or starter.attr != "create_task":
        return False
    owner = starter.value  # a task group keeps its tasks itself, a loop does not
    if isinstance(owner, ast.Call):
        return names.of(owner.func) in _LOOPS
    return names.of(owner).rpartition(".")[2].strip("_") in {"loop", "event_loop"}


_PATH = "services/bot_service/bot_service/greeting.py"
_HEAD = 'import asyncio\n\n\nasync def greet() -> None:\n    """Say it."""\n\n\n'

RULE = FileRule(
    RuleCard(
        id="Q308",
        name="tasks_are_kept",
        section="Critical Event Loop Management",
        why=(
            "The event loop holds tasks weakly: one without another reference may vanish halfway."
            " Its exception is never seen, and a shutdown does not wait for it."
        ),
        mend="Keep it and await or cancel it at the end, or start it in an `asyncio.TaskGroup`.",
        bad=Example(
            {
                _PATH: (
                    f'{_HEAD}async def run() -> None:\n    """Start it."""\n'
                    "    asyncio.create_task(greet())  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _PATH: (
                    f'{_HEAD}async def run() -> None:\n    """Start it."""\n'
                    "    async with asyncio.TaskGroup() as group:\n"
                    "        group.create_task(greet())\n"
                )
            }
        ),
    ),
    production_python,
    _look,
)
