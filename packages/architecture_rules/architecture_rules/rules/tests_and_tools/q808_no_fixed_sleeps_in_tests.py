"""A fixed sleep is too short on a busy machine and too long on every other."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.names import Names
from architecture_rules.reading.pytest_files import is_test_code
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_SLEEPS = {"anyio.sleep", "asyncio.sleep", "time.sleep", "trio.sleep"}


def _look(file: SourceFile) -> Iterator[Place]:
    if "sleep" not in file.text:
        return
    names = Names(file)
    loops = [
        (each.lineno, each.end_lineno or 0)
        for each in (*file.nodes(ast.While), *file.nodes(ast.For), *file.nodes(ast.AsyncFor))
    ]
    for call in file.nodes(ast.Call):
        if names.of(call.func) not in _SLEEPS or not call.args or not _is_pause(call.args[0]):
            continue
        if not any(first <= call.lineno <= last for first, last in loops):
            message = f"{ast.unparse(call)} waits for nothing in particular"
            yield Place(file.path, call.lineno, message, call.col_offset + 1)


def _is_pause(length: ast.expr) -> bool:
    """A fixed number of seconds; zero only lets others run, and seconds of hours are for ever."""
    return (
        isinstance(length, ast.Constant)
        and isinstance(length.value, int | float)
        and 0 < length.value < _FOR_EVER
    )


_FOR_EVER = 30

_TEST = "tests/unit/worker_service/test_tasks.py"

RULE = FileRule(
    RuleCard(
        id="Q808",
        name="no_fixed_sleeps_in_tests",
        section="Code Quality Requirements",
        why="Tests that sleep fail now and then, and are then run again instead of being read.",
        mend="Wait for the condition, in a loop with a deadline, or for an event.",
        bad=Example(
            {
                _TEST: (
                    "import asyncio\nfrom time import sleep\n\n\n"
                    "async def test_does_its_work() -> None:\n"
                    "    await asyncio.sleep(0.5)  # <- here\n"
                    "    sleep(1)  # <- here\n    assert 1\n"
                )
            }
        ),
        good=Example(
            {
                _TEST: (
                    "import asyncio\n\n\nasync def test_does_its_work() -> None:\n"
                    "    done = asyncio.Event()\n    await asyncio.sleep(0)\n"
                    "    async with asyncio.timeout(5):\n"
                    "        while not done.is_set():\n            await asyncio.sleep(0.01)\n"
                    "    assert done.is_set()\n"
                )
            }
        ),
    ),
    is_test_code,
    _look,
)
