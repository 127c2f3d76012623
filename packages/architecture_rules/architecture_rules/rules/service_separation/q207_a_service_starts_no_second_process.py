"""A process that starts others is a supervisor, and a bad one."""

import ast
from collections.abc import Iterator
from typing import Final

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.imports import imports_of, is_within
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_MODULES: Final = (
    "concurrent.futures.ProcessPoolExecutor",
    "multiprocessing",
    "multiprocess",
    "pexpect",
    "subprocess",
)
_CALLS: Final = frozenset(
    {
        "asyncio.create_subprocess_exec",
        "asyncio.create_subprocess_shell",
        "os.execv",
        "os.execve",
        "os.execvp",
        "os.fork",
        "os.forkpty",
        "os.popen",
        "os.posix_spawn",
        "os.spawnl",
        "os.spawnv",
        "os.system",
    }
)
_SERVERS: Final = frozenset({"uvicorn.Config", "uvicorn.run"})


def _look(file: SourceFile) -> Iterator[Place]:
    for each in imports_of(file):
        if is_within(each.name, *_MODULES):
            yield Place(file.path, each.line, f"{each.name} starts other processes", each.column)
    names = Names(file)
    for call in file.nodes(ast.Call):
        name = names.of(call.func)
        if name in _CALLS:
            message = f"{name} starts another process"
            yield Place(file.path, call.lineno, message, call.col_offset + 1)
        elif name in _SERVERS and any(_is_many(each) for each in call.keywords):
            message = f"{name} starts several processes in one container"
            yield Place(file.path, call.lineno, message, call.col_offset + 1)


def _is_many(keyword: ast.keyword) -> bool:
    return keyword.arg == "workers" and not (
        isinstance(keyword.value, ast.Constant) and keyword.value.value in {None, 1}
    )


_WORKER = "services/worker_service/worker_service"

RULE = FileRule(
    RuleCard(
        id="Q207",
        name="a_service_starts_no_second_process",
        section="Service Type Separation",
        why=(
            "Whoever runs the container sees one process: it is told to stop, measured and started"
            " again. Children are none of these, and a fork copies a running event loop."
        ),
        mend=(
            "Start another instance of the service, or another service; for work that keeps the"
            " loop busy use `asyncio.to_thread` or give it to a worker by an event."
        ),
        bad=Example(
            {
                f"{_WORKER}/reports.py": (
                    "import asyncio\nfrom multiprocessing import Process  # <- here\n\n\n"
                    "async def draw() -> None:\n"
                    '    await asyncio.create_subprocess_exec("gnuplot")  # <- here\n'
                    "    Process(target=draw).start()\n"
                )
            }
        ),
        good=Example(
            {
                f"{_WORKER}/reports.py": (
                    "import asyncio\n\n\nasync def draw() -> None:\n"
                    "    await asyncio.to_thread(print)\n"
                )
            }
        ),
    ),
    python_of(*SERVICES),
    _look,
)
