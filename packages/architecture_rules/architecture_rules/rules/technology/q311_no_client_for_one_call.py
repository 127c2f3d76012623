"""A client per call is a handshake per call, and no pool at all."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.clients import client_calls
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    if file.name == "__main__.py":
        return
    for scope in file.nodes(ast.AsyncWith):
        for item in scope.items:
            given = [item.context_expr] if isinstance(item.context_expr, ast.Call) else []
            for call, name, client in client_calls(file, given):
                if client.bounds and _asks_itself(scope, item.optional_vars):
                    message = f"{name} makes {client.what} for one call, and throws it away"
                    yield Place(file.path, call.lineno, message, call.col_offset + 1)


def _asks_itself(scope: ast.AsyncWith, variable: ast.expr | None) -> bool:
    """Whether what is awaited below is the client's own answer: wiring hands the client on."""
    return isinstance(variable, ast.Name) and any(
        isinstance(node, ast.Await)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Attribute)
        and isinstance(node.value.func.value, ast.Name)
        and node.value.func.value.id == variable.id
        for statement in scope.body
        for node in ast.walk(statement)
    )


_PATH = "services/api_service/api_service/infrastructure/weather.py"

RULE = FileRule(
    RuleCard(
        id="Q311",
        name="no_client_for_one_call",
        section="Performance Standards",
        why=(
            "Connections are pooled only if their client lives longer than a call. One that is"
            " made for a single question pays for a connection, its TLS and its end every time."
        ),
        mend="Make the client in the composition root, once, and take it as an argument.",
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
                ),
                "services/api_service/api_service/composition_root.py": (
                    "import httpx\n\nfrom api_service.infrastructure.weather import weather\n\n\n"
                    'async def run() -> None:\n    """Wire."""\n'
                    "    async with httpx.AsyncClient(timeout=1) as client:\n"
                    "        await weather(client)\n"
                ),
            }
        ),
    ),
    python_of(*SERVICES, Kind.PACKAGE),
    _look,
)
