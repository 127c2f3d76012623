"""Who waits for ever keeps a connection, a place in the queue and the caller's patience."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.clients import client_calls, keywords_of
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    for call, name, client in client_calls(file):
        given = keywords_of(call)
        if given is None:
            continue
        for group in client.patience:
            if not any(each in given and not _is_none(given[each]) for each in group):
                message = f"{name} has no deadline that somebody chose: give {group[0]}"
                yield Place(file.path, call.lineno, message, call.col_offset + 1)


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


_PATH = "packages/shop_bus/shop_bus/connection.py"
_HEAD = (
    "import aio_pika\nfrom aio_pika.abc import AbstractConnection\n\n\n"
    'async def connect(url: str) -> AbstractConnection:\n    """A connection."""\n'
    "    return await aio_pika.connect("
)

RULE = FileRule(
    RuleCard(
        id="Q310",
        name="clients_have_deadlines",
        section="Performance Standards",
        why=(
            "A server that is gone often does not say so. Without a deadline every caller of it"
            " hangs, and with them what they hold: no simple operation ends within 200 ms."
        ),
        mend="Say for how long it may wait: the message names the argument.",
        bad=Example({_PATH: f"{_HEAD}url)  # <- here\n"}),
        good=Example({_PATH: f"{_HEAD}url, timeout=5)\n"}),
    ),
    python_of(*SERVICES, Kind.PACKAGE),
    _look,
)
