"""A client that a module makes for itself is shared by accident and closed by nobody."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, last_name
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_CLIENTS = {
    "AsyncClient": "httpx.AsyncClient",
    "AsyncEngine": "AsyncEngine",
    "AsyncMongoClient": "AsyncMongoClient",
    "AsyncIOMotorClient": "AsyncIOMotorClient",
    "Bot": "aiogram.Bot",
    "BusConnection": "BusConnection",
    "ClientSession": "aiohttp.ClientSession",
    "ConnectionPool": "ConnectionPool",
    "DataService": "DataService",
    "Redis": "Redis",
    "RedisLink": "RedisLink",
    "StrictRedis": "Redis",
    "connect_robust": "aio_pika.connect_robust",
    "create_async_engine": "create_async_engine",
    "create_pool": "create_pool",
}
_ROUTES_AND_HANDLERS = "interface"


def _look(file: SourceFile) -> Iterator[Place]:
    functions = file.nodes(ast.FunctionDef, ast.AsyncFunctionDef)
    inside = [(each.lineno, each.end_lineno or each.lineno) for each in functions]
    for call in file.nodes(ast.Call):
        name = _client_of(call)
        if not name:
            continue
        if not any(first <= call.lineno <= last for first, last in inside):
            yield Place(file.path, call.lineno, f"{name} is made at import", call.col_offset + 1)
        elif file.layer == _ROUTES_AND_HANDLERS and _is_in_coroutine(file, call):
            message = f"{name} is made inside of a route or handler"
            yield Place(file.path, call.lineno, message, call.col_offset + 1)


def _is_in_coroutine(file: SourceFile, call: ast.Call) -> bool:
    """Whether it is made anew for each call of a route or handler, not by a factory."""
    return any(
        each.lineno <= call.lineno <= (each.end_lineno or each.lineno)
        for each in file.nodes(ast.AsyncFunctionDef)
    )


def _client_of(call: ast.Call) -> str:
    name = called(call)
    if name == "from_url" and isinstance(call.func, ast.Attribute):
        name = last_name(call.func.value)
    if name.startswith("Http") and name.endswith("Client"):
        return name
    return _CLIENTS.get(name, "")


_ROUTE = "services/api_service/api_service/interface/http/get_user.py"

RULE = FileRule(
    RuleCard(
        id="Q909",
        name="clients_are_injected",
        section="For FastAPI Services",
        why=(
            "Clients are made where the process is wired together, and handed to who needs them:"
            " tests can hand in others, and each is closed when the process ends."
        ),
        mend="Provide it in the container, and take it as `FromDishka[…]` or as a parameter.",
        bad=Example(
            {
                _ROUTE: (
                    "import httpx\n\nclient = httpx.AsyncClient()  # <- here\n\n\n"
                    "async def get_user() -> Response:\n"
                    "    async with httpx.AsyncClient() as other:  # <- here\n"
                    "        return await other.get('/users')\n"
                )
            }
        ),
        good=Example(
            {
                _ROUTE: (
                    "async def get_user(use_case: FromDishka[GetUser]) -> Response:\n"
                    "    return document(await use_case.execute())\n"
                ),
                "services/api_service/api_service/adapters.py": (
                    "def client() -> httpx.AsyncClient:\n    return httpx.AsyncClient()\n"
                ),
            }
        ),
    ),
    python_of(*SERVICES),
    _look,
)
