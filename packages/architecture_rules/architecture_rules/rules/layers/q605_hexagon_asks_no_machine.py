"""A rule that looks at the clock decides differently in a test, in a replay and at midnight."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.imports import imports_of, is_within
from architecture_rules.reading.layer_rooms import in_layer
from architecture_rules.reading.names import Names
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_OUTSIDE = (
    "ftplib",
    "glob",
    "http.client",
    "multiprocessing",
    "os",
    "random",
    "shutil",
    "smtplib",
    "socket",
    "sqlite3",
    "ssl",
    "subprocess",
    "tempfile",
    "urllib.request",
)
"""Modules of the standard library that are nothing but a way to the machine."""

_CALLS = (
    "asyncio.create_subprocess_exec",
    "asyncio.create_subprocess_shell",
    "asyncio.open_connection",
    "asyncio.sleep",
    "datetime.date.today",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "input",
    "open",
    "pathlib.Path",
    "print",
    "secrets",
    "time.monotonic",
    "time.perf_counter",
    "time.sleep",
    "time.time",
    "time.time_ns",
    "uuid.uuid1",
    "uuid.uuid4",
)


def _look(file: SourceFile) -> Iterator[Place]:
    imported = tuple(imports_of(file))
    for each in imported:
        if is_within(each.name, *_OUTSIDE):
            yield Place(file.path, each.line, f"reaches for {each.name}", column=each.column)
    names = Names(file)
    called = [each.func for each in file.nodes(ast.Call)]
    # `field(default_factory=uuid4)` is called later, but called.
    later = [each.value for each in file.nodes(ast.keyword) if each.arg == "default_factory"]
    for node in (*called, *later):
        name = names.of(node)
        if _asks(name) and ("." not in name or is_within(name, *(each.name for each in imported))):
            message = f"calls {name}: what it gives is not the caller's to decide"
            yield Place(file.path, node.lineno, message, column=node.col_offset + 1)


def _asks(name: str) -> bool:
    return bool(name) and is_within(name, *_CALLS) and name != "secrets.compare_digest"


_HEXAGON = "packages/business_hexagon/business_hexagon"

RULE = FileRule(
    RuleCard(
        id="Q605",
        name="hexagon_asks_no_machine",
        section="DDD/Hexagonal Architecture",
        why=(
            "Domain and use cases get time, ids and chance through ports. What asks the machine"
            " itself cannot be tested at a given moment nor rebuilt from its events."
        ),
        mend=(
            "Take the moment, id or value as an argument; let the use case ask a port such as"
            " `Clock` or `IdGenerator`, and an adapter ask the machine."
        ),
        bad=Example(
            {
                f"{_HEXAGON}/domain/order.py": (
                    "import os  # <- here\n"
                    "from dataclasses import dataclass, field\n"
                    "from datetime import UTC, datetime\n"
                    "from uuid import UUID, uuid4\n\n\n"
                    "@dataclass(frozen=True)\n"
                    "class Line:\n"
                    "    id: UUID = field(default_factory=uuid4)  # <- here\n\n\n"
                    "class Order:\n"
                    "    def __init__(self) -> None:\n"
                    "        self.id: UUID = uuid4()  # <- here\n"
                    "        self.created_at = datetime.now(UTC)  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                f"{_HEXAGON}/domain/order.py": (
                    "from datetime import datetime\n"
                    "from uuid import UUID\n\n\n"
                    "class Order:\n"
                    "    def __init__(self, order_id: UUID, now: datetime) -> None:\n"
                    "        self.id = order_id\n"
                    "        self.created_at = now\n"
                )
            }
        ),
    ),
    in_layer("domain", "application"),
    _look,
)
