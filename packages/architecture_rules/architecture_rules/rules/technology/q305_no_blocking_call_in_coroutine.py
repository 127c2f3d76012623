"""A coroutine that blocks makes everybody in its process wait."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.coroutines import calls_in_coroutines, own_calls
from architecture_rules.reading.mentions import mentions
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
    if not file.nodes(ast.AsyncFunctionDef) or not mentions(file, (*_BLOCKING, *_OF_PATHS)):
        return
    names = Names(file)
    if not any(_blocking(each, names) for each in file.nodes(ast.Call)):
        return
    plain = _blocking_functions(file, names)
    for call, coroutine in calls_in_coroutines(file):
        found = _blocking(call, names)
        through = plain.get(_function(call.func, names))
        if found:
            message = f"{found[0]} blocks in the coroutine {coroutine}: use {found[1]}"
        elif through:
            message = f"{ast.unparse(call.func)} calls {through}, so {coroutine} blocks"
        else:
            continue
        yield Place(file.path, call.lineno, message, call.col_offset + 1)


def _blocking(call: ast.Call, names: Names) -> tuple[str, str] | None:
    """Return what blocks, and what to use instead."""
    name = names.of(call.func)
    if name in _BLOCKING:
        return name, _BLOCKING[name]
    if isinstance(call.func, ast.Attribute) and call.func.attr in _OF_PATHS:
        return f"{call.func.attr} of a path", _THREAD
    return None


def _blocking_functions(file: SourceFile, names: Names) -> dict[str, str]:
    """From plain functions and methods of the file to what they call that blocks."""
    calls = {each.name: list(own_calls(each)) for each in file.nodes(ast.FunctionDef)}
    found: dict[str, str] = {}
    for function, made in calls.items():
        blocking = next((each for call in made if (each := _blocking(call, names))), None)
        if blocking:
            found[function] = blocking[0]
    for _ in range(len(calls) if found else 0):
        more = {
            function: found[called]
            for function, made in calls.items()
            if function not in found
            for call in made
            if (called := _function(call.func, names)) in found
        }
        if not more:
            break
        found.update(more)
    return found


def _function(called: ast.expr, names: Names) -> str:
    name = names.of(called).removeprefix("self.").removeprefix("cls.")
    return "" if "." in name else name


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
                    "    return path.read_text() + _end(path)  # <- here\n\n\n"
                    'def _end(path: Path) -> str:\n    """Read it, too."""\n'
                    '    with open(path / "end") as file:\n        return file.read()\n'
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
