"""A thousand clients that ask again every second keep a server down that was about to rise."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called
from architecture_rules.reading.selections import production_python
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

type _Loop = ast.While | ast.For | ast.AsyncFor


def _look(file: SourceFile) -> Iterator[Place]:
    if "sleep(" not in file.text:
        return
    loops: list[_Loop] = [
        *file.nodes(ast.While),
        *file.nodes(ast.For),
        *file.nodes(ast.AsyncFor),
    ]
    for loop in loops:
        for attempt in loop.body:
            if isinstance(attempt, ast.Try):
                for pause in _pauses(loop, attempt):
                    yield Place(
                        file.path,
                        pause.lineno,
                        f"every attempt waits the same {ast.unparse(pause.args[0])} seconds",
                        pause.col_offset + 1,
                    )


def _pauses(loop: _Loop, attempt: ast.Try) -> Iterator[ast.Call]:
    """Yield sleeps of one length between attempts of which one may succeed and end the loop."""
    success = [*attempt.body, *attempt.orelse]
    if not any(
        isinstance(each, ast.Break | ast.Return) for part in success for each in ast.walk(part)
    ):
        return
    after = loop.body[loop.body.index(attempt) + 1 :]
    for part in (*attempt.handlers, *after):
        for each in ast.walk(part):
            if isinstance(each, ast.Call) and called(each) == "sleep" and _is_fixed(each):
                yield each


def _is_fixed(call: ast.Call) -> bool:
    if not call.args:
        return False
    seconds = call.args[0]
    if isinstance(seconds, ast.Constant):
        return seconds.value != 0
    return isinstance(seconds, ast.Name) and seconds.id.isupper()


_MODULE = "services/worker_service/worker_service/connecting.py"

RULE = FileRule(
    RuleCard(
        id="Q931",
        name="pauses_between_attempts_grow",
        section="For AsyncIO Workers",
        why=(
            "What is down comes back sooner when those who wait for it ask less and less often, and"
            " not all in the same moment."
        ),
        mend=(
            "Double the pause up to a limit, with a random part; for messages use the retry ladder,"
            " for HTTP the retry policy of `storage_clients`."
        ),
        bad=Example(
            {
                _MODULE: (
                    "async def connect() -> Connection:\n    while True:\n        try:\n"
                    "            return await open_connection()\n        except OSError:\n"
                    "            await asyncio.sleep(1.0)  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _MODULE: (
                    "async def connect() -> Connection:\n    pause = 0.05\n    while True:\n"
                    "        try:\n            return await open_connection()\n"
                    "        except OSError:\n            await asyncio.sleep(pause)\n"
                    "            pause = min(pause * 2, 2.0)\n"
                )
            }
        ),
    ),
    production_python,
    _look,
)
