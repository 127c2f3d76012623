"""A pool without a bound is bounded by the server, for everybody."""

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
        if given is None or not client.bounds or not given.keys().isdisjoint(client.bounds):
            continue
        message = f"{name} makes {client.what} of a size nobody chose: give {client.bounds[0]}"
        yield Place(file.path, call.lineno, message, call.col_offset + 1)


_PATH = "packages/shop_cache/shop_cache/connection.py"
_HEAD = (
    "from redis.asyncio import Redis\n\n\ndef connect(url: str) -> Redis:\n"
    '    """A client."""\n    return Redis.from_url('
)
_WAITS = "socket_timeout=1, socket_connect_timeout=1"

RULE = FileRule(
    RuleCard(
        id="Q309",
        name="pools_have_bounds",
        section="Performance Standards",
        why=(
            "Defaults of clients differ from 5 connections to without end. Under load one process"
            " takes all that the server has, and a slow server is met with still more of them."
        ),
        mend="Say how many connections this process may have: the message names the argument.",
        bad=Example({_PATH: f"{_HEAD}url, {_WAITS})  # <- here\n"}),
        good=Example({_PATH: f"{_HEAD}url, max_connections=16, {_WAITS})\n"}),
    ),
    python_of(*SERVICES, Kind.PACKAGE),
    _look,
)
