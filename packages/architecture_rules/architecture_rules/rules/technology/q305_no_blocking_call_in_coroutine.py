"""A coroutine that blocks makes everybody in its process wait."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.coroutines import calls_in_coroutines
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_THREAD = "asyncio.to_thread"
_BLOCKING = {
    "time.sleep": "asyncio.sleep",
    "open": _THREAD,
    "io.open": _THREAD,
    "input": _THREAD,
    "os.system": "asyncio.create_subprocess_exec",
    "os.popen": "asyncio.create_subprocess_exec",
    "os.waitpid": "asyncio.create_subprocess_exec",
    "os.fsync": _THREAD,
    "socket.create_connection": "asyncio.open_connection",
    "socket.getaddrinfo": "loop.getaddrinfo",
    "socket.gethostbyname": "loop.getaddrinfo",
    "select.select": "the event loop",
    "tempfile.NamedTemporaryFile": _THREAD,
    **dict.fromkeys(
        (f"subprocess.{each}" for each in ("run", "call", "check_call", "check_output", "Popen")),
        "asyncio.create_subprocess_exec",
    ),
    **dict.fromkeys(
        (f"shutil.{each}" for each in ("copy", "copy2", "copyfile", "copytree", "move", "rmtree")),
        _THREAD,
    ),
}
_OF_PATHS = {"read_text", "read_bytes", "write_text", "write_bytes"}


def _look(file: SourceFile) -> Iterator[Place]:
    if not file.nodes(ast.AsyncFunctionDef):
        return
    names = Names(file)
    for call, coroutine in calls_in_coroutines(file):
        name = names.of(call.func)
        instead = _BLOCKING.get(name, "")
        if not instead and isinstance(call.func, ast.Attribute) and call.func.attr in _OF_PATHS:
            name, instead = f"{call.func.attr} of a path", _THREAD
        if instead:
            message = f"{name} blocks in the coroutine {coroutine}: use {instead}"
            yield Place(file.path, call.lineno, message, call.col_offset + 1)


_PATH = "services/worker_service/worker_service/reports.py"

RULE = FileRule(
    RuleCard(
        id="Q305",
        name="no_blocking_call_in_coroutine",
        section="Technology Stack Requirements",
        why=(
            "The event loop serves one coroutine at a time. One that sleeps, reads a file or waits"
            " for a program halts every other request, message and heartbeat of the process."
        ),
        mend="Await what does the same, or hand it to a thread: `await asyncio.to_thread(…)`.",
        bad=Example(
            {
                _PATH: (
                    "import time\nfrom pathlib import Path\n\n\n"
                    'async def report(path: Path) -> str:\n    """Read it."""\n'
                    "    time.sleep(1)  # <- here\n"
                    "    return path.read_text()  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _PATH: (
                    "import asyncio\nfrom pathlib import Path\n\n\n"
                    'async def report(path: Path) -> str:\n    """Read it."""\n'
                    "    await asyncio.sleep(1)\n"
                    "    return await asyncio.to_thread(path.read_text)\n"
                )
            }
        ),
    ),
    python_of(*SERVICES, Kind.HEXAGON, Kind.PACKAGE, Kind.SANDBOX),
    _look,
)
