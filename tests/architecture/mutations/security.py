"""What would let strangers in."""

from typing import Final

from tests.architecture.mutations.mutation import Mutation

__all__ = ["MUTATIONS"]

_API: Final = "services/api_service/api_service"
_APP: Final = f"{_API}/interface/http/app.py"
_GET_PRODUCT: Final = f"{_API}/interface/http/catalogue/get_product.py"
_CALLBACKS: Final = f"{_API}/interface/http/operations/payment_callbacks.py"
_API_SETTINGS: Final = f"{_API}/settings.py"
_WORKER_SETTINGS: Final = "services/worker_service/worker_service/settings.py"
_TOKEN_READER: Final = "packages/signed_tokens/signed_tokens/token_reader.py"
_SINGLE_ROWS: Final = (
    "services/db_postgres_service/db_postgres_service/infrastructure/reading/single_rows.py"
)
_RANDOM: Final = "9f2Kq7" + "Lx04Vb" + "Zt81"

_UUID_LINE: Final = "_UUID = TypeAdapter(UUID)\n"

MUTATIONS: Final = (
    Mutation(
        "Q950",
        _GET_PRODUCT,
        _UUID_LINE,
        f'{_UUID_LINE}_API_KEY = "{_RANDOM}"  # <- here\n',
    ),
    Mutation(
        "Q950",
        "deploy/forgotten.env",
        "",
        f"AWS_ACCESS_KEY_ID=AKIA{'ABCDEFGH' * 2}  # <- here\n",
    ),
    Mutation(
        "Q951",
        _API_SETTINGS,
        "    payment_callback_secret: SecretStr | None = None\n",
        "    payment_callback_secret: str | None = None  # <- here\n",
    ),
    Mutation(
        "Q951",
        _WORKER_SETTINGS,
        "    redis_url: SecretStr\n",
        '    redis_url: SecretStr = SecretStr("redis://localhost")  # <- here\n',
    ),
    Mutation(
        "Q952",
        "services/db_postgres_service/db_postgres_service/infrastructure/reading/by_name.py",
        "",
        "async def find(connection: Connection, name: str) -> Row | None:\n"
        "    return await connection.fetchrow(f\"SELECT id FROM users WHERE name = '{name}'\")"
        "  # <- here\n",
    ),
    Mutation(
        "Q953",
        "packages/redis_cache/redis_cache/connection.py",
        "        socket_keepalive=True,\n",
        "        ssl=False,  # <- here\n",
    ),
    Mutation(
        "Q954",
        _APP,
        "            allow_origins=settings.cors_origins,\n",
        '            allow_origins=["*"],  # <- here\n',
    ),
    Mutation(
        "Q955",
        _TOKEN_READER,
        "            claims: dict[str, object] = jwt.decode(\n"
        "                text,\n                key,\n                algorithms=[ALGORITHM],\n",
        "            claims: dict[str, object] = jwt.decode(  # <- here\n"
        "                text,\n                key,\n"
        '                algorithms=[header["alg"]],\n',
    ),
    Mutation(
        "Q956",
        _GET_PRODUCT,
        _UUID_LINE,
        f"{_UUID_LINE}_LIMIT = eval(LIMIT)  # <- here\n",
    ),
    Mutation(
        "Q957",
        _APP,
        '        title="Quintet API",\n',
        '        title="Quintet API",\n        debug=True,  # <- here\n',
    ),
    Mutation(
        "Q958",
        _GET_PRODUCT,
        f"\nrouter = APIRouter(route_class=LeanRoute)\n{_UUID_LINE}",
        "\nimport os\n\nrouter = APIRouter(route_class=LeanRoute)\n"
        '_LIMIT = os.environ.get("LIMIT")  # <- here\n',
    ),
    Mutation(
        "Q959",
        _WORKER_SETTINGS,
        '    public_url: str = "http://127.0.0.1:8000"\n',
        '    public_url: str = "http://127.0.0.1:8000"\n'
        '    shipping_url: str = "http://127.0.0.1:8009"  # <- here\n',
    ),
    Mutation(
        "Q960",
        _GET_PRODUCT,
        "@router.get(\n"
        '    "/products/{product_id}",\n'
        "    response_model=ProductRow,\n"
        "    responses=problem_responses(404, 422),\n"
        '    openapi_extra=serves("get_product"),\n',
        "@router.get(  # <- here\n"
        '    "/products/{product_id}",\n'
        "    response_model=ProductRow,\n"
        "    responses=problem_responses(404, 422),\n",
    ),
    Mutation(
        "Q961",
        _CALLBACKS,
        "    if not secret or not hmac.compare_digest(right.encode(), signature.encode()):\n",
        "    if not secret or right != signature:  # <- here\n",
    ),
    Mutation(
        "Q962",
        f"{_API}/__main__.py",
        "    await serve(\n"
        "        app,\n"
        "        host=settings.bind_host,\n"
        "        port=settings.api_service_port,\n"
        "        health=health,\n"
        "        tls=settings.server_tls(),\n",
        "    await serve(  # <- here\n"
        "        app,\n"
        "        host=settings.bind_host,\n"
        "        port=settings.api_service_port,\n"
        "        health=health,\n",
    ),
)
