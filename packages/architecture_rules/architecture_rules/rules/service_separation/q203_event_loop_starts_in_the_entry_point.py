"""A process has one event loop, and one place that starts it."""

import ast
from collections.abc import Iterator, Sequence
from typing import Final

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.imports import imports_of, is_within
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_STARTERS: Final = frozenset(
    {
        "aiogram.executor.start_polling",
        "aiohttp.web.run_app",
        "anyio.run",
        "asyncio.Runner",
        "asyncio.run",
        "hypercorn.run.run",
        "service_runtime.run_process",
        "service_runtime.serving.run_process",
        "trio.run",
        "uvicorn.run",
        "uvloop.run",
    }
)


def _look(file: SourceFile) -> Iterator[Place]:
    names = Names(file)
    calls = [each for each in file.nodes(ast.Call) if names.of(each.func) in _STARTERS]
    if not calls:
        return
    running = _lines(file.nodes(ast.AsyncFunctionDef))
    given = [each for each in file.nodes(ast.FunctionDef) if _starts_what_it_is_given(each, names)]
    served = _lines(given) if file.kind is Kind.PACKAGE else _lines(_guarded(file))
    for call in calls:
        name = names.of(call.func)
        if call.lineno in running:
            message = f"{name} starts a second event loop below a running one"
        elif not _is_entry_point(file) and call.lineno not in served:
            message = f"{name} starts an event loop outside of the process's __main__.py"
        else:
            continue
        yield Place(file.path, call.lineno, message, call.col_offset + 1)


def _is_entry_point(file: SourceFile) -> bool:
    return file.name == "__main__.py" or (
        # Alembic's own command runs it, in a process of its own.
        file.name == "env.py" and any(is_within(each.name, "alembic") for each in imports_of(file))
    )


def _starts_what_it_is_given(function: ast.FunctionDef, names: Names) -> bool:
    """Whether a package's function runs its caller's coroutine: it serves entry points."""
    parameters = {each.arg for each in (*function.args.posonlyargs, *function.args.args)}
    return any(
        isinstance(each, ast.Call)
        and names.of(each.func) in _STARTERS
        and any(
            isinstance(name, ast.Name) and name.id in parameters
            for argument in each.args[:1]
            for name in ast.walk(argument)
        )
        for each in ast.walk(function)
    )


def _guarded(file: SourceFile) -> list[ast.If]:
    """What runs only when the module itself is what was started."""
    return [
        each for each in file.nodes(ast.If) if ast.unparse(each.test) == "__name__ == '__main__'"
    ]


def _lines(
    functions: Sequence[ast.AsyncFunctionDef | ast.FunctionDef | ast.If],
) -> set[int]:
    return {
        line
        for each in functions
        for line in range(each.lineno, (each.end_lineno or each.lineno) + 1)
    }


_WORKER = "services/worker_service/worker_service"

RULE = FileRule(
    RuleCard(
        id="Q203",
        name="event_loop_starts_in_the_entry_point",
        section="Critical Event Loop Management",
        why=(
            "Pools, locks and clients belong to the loop they were made on. A loop that starts"
            " somewhere inside ends under what others still use."
        ),
        mend="Make it a coroutine and await it; `__main__.py` starts the loop, once.",
        bad=Example(
            {
                f"{_WORKER}/mails.py": (
                    "import asyncio\n\n\nasync def send() -> None: ...\n\n\n"
                    "def send_now() -> None:\n    asyncio.run(send())  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                f"{_WORKER}/__main__.py": (
                    "import asyncio\n\n\nasync def main() -> None: ...\n\n\n"
                    'if __name__ == "__main__":\n    asyncio.run(main())\n'
                ),
                "packages/service_runtime/service_runtime/serving.py": (
                    "import uvloop\n\n\ndef run_process(main: Main) -> None:\n"
                    "    uvloop.run(main())\n"
                ),
            }
        ),
    ),
    python_of(*SERVICES, Kind.PACKAGE, Kind.HEXAGON),
    _look,
)
