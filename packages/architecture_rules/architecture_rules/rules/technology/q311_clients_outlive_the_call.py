"""A client per request is a handshake per request, and no pool at all."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.clients import client_calls
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_ROOMS = {"interface", "application"}
_SERVE = python_of(*SERVICES)


def _selects(file: SourceFile) -> bool:
    return _SERVE(file) and file.layer in _ROOMS


def _look(file: SourceFile) -> Iterator[Place]:
    for call, name, client in client_calls(file, file.nodes(ast.Call)):
        message = f"{name} makes {client.what} where requests are handled"
        yield Place(file.path, call.lineno, message, call.col_offset + 1)


_PATH = "services/api_service/api_service/interface/weather.py"

RULE = FileRule(
    RuleCard(
        id="Q311",
        name="clients_outlive_the_call",
        section="Performance Standards",
        why=(
            "Connections are pooled only if their client lives longer than a request. One that a"
            " handler makes for itself pays for a connection, its TLS and its end every time."
        ),
        mend="Make it in the composition root and inject it into the handler.",
        bad=Example(
            {
                _PATH: (
                    'import httpx\n\n\nasync def weather() -> str:\n    """Ask."""\n'
                    "    async with httpx.AsyncClient(timeout=1) as client:  # <- here\n"
                    '        return (await client.get("https://weather.example")).text\n'
                )
            }
        ),
        good=Example(
            {
                _PATH: (
                    "import httpx\n\n\n"
                    'async def weather(client: httpx.AsyncClient) -> str:\n    """Ask."""\n'
                    '    return (await client.get("https://weather.example")).text\n'
                )
            }
        ),
    ),
    _selects,
    _look,
)
