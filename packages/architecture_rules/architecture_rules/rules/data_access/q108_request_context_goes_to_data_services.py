"""Without the request's id, a slow query cannot be told from the request that waited for it."""

import ast
import re
from collections.abc import Iterator
from typing import Final

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.imports import imports_of, is_within
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import BUSINESS, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_OWN_CLIENT: Final = re.compile(r"http_transport\.(?:\w+\.)*HttpClient")
_OTHER_CLIENTS: Final = ("aiohttp", "httpx", "requests", "urllib.request", "urllib3")
_DATA_SERVICE_URL: Final = re.compile(r"\bdb_\w+_service(?:_base)?_url\b", re.IGNORECASE)
_CONTEXT: Final = re.compile(r"outgoing_headers|request_id|request_context|context_headers")


def _look(file: SourceFile) -> Iterator[Place]:
    if not any(
        is_within(each.name, "http_transport", *_OTHER_CLIENTS) for each in imports_of(file)
    ):
        return
    names = Names(file)
    for call in file.nodes(ast.Call):
        name = names.of(call.func)
        own = _OWN_CLIENT.fullmatch(name) is not None
        if not own and not is_within(name, *_OTHER_CLIENTS):
            continue
        # The transport of our own is for the hop between processes; what a service calls with it
        # outside of them, such as a gateway, it says by the URL.
        in_package = own and file.kind is Kind.PACKAGE
        if (in_package or _asks_data_service(call)) and not _carries_context(call):
            message = f"{name} sends no request_id along"
            yield Place(file.path, call.lineno, message, call.col_offset + 1)


def _asks_data_service(call: ast.Call) -> bool:
    values = [*call.args, *(each.value for each in call.keywords)]
    return any(_DATA_SERVICE_URL.search(ast.unparse(each)) for each in values)


def _carries_context(call: ast.Call) -> bool:
    return any(
        each.arg in {"context_headers", "headers", "event_hooks"}
        and _CONTEXT.search(ast.unparse(each.value)) is not None
        for each in call.keywords
    )


_API = "services/api_service/api_service"
_CLIENTS = "packages/storage_clients/storage_clients"
_IMPORT = "from http_transport import HttpClient\n"

RULE = FileRule(
    RuleCard(
        id="Q108",
        name="request_context_goes_to_data_services",
        section="Business Service Integration",
        why=(
            "A person's request crosses two processes and more. Only an id that goes along joins"
            " their log lines and traces into one story."
        ),
        mend=(
            "Use a client of `storage_clients`, or give the client"
            " `context_headers=outgoing_headers` from `telemetry.request_context`."
        ),
        bad=Example(
            {
                f"{_API}/users.py": (
                    "import httpx\n\n\ndef users(settings: Settings) -> httpx.AsyncClient:\n"
                    "    return httpx.AsyncClient(base_url=settings.db_postgres_service_url)"
                    "  # <- here\n"
                ),
                f"{_CLIENTS}/data.py": (
                    f"{_IMPORT}\n\ndef client(url: str) -> HttpClient:\n"
                    "    return HttpClient(url, timeout=2.0)  # <- here\n"
                ),
            }
        ),
        good=Example(
            {
                f"{_API}/gateway.py": (
                    f"{_IMPORT}\n\ndef gateway(settings: Settings) -> HttpClient:\n"
                    "    return HttpClient(settings.payment_gateway_url)\n"
                ),
                f"{_CLIENTS}/data.py": (
                    f"{_IMPORT}from telemetry.request_context import outgoing_headers\n\n\n"
                    "def client(url: str) -> HttpClient:\n"
                    "    return HttpClient(url, context_headers=outgoing_headers)\n"
                ),
            }
        ),
    ),
    python_of(*BUSINESS, Kind.PACKAGE),
    _look,
)
