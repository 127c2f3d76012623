"""What is missing from a service, or from one of its parts."""

from typing import Final

from tests.architecture.mutations.mutation import Mutation

__all__ = ["MUTATIONS"]

_API: Final = "services/api_service/api_service"
_BOT: Final = "services/bot_service/bot_service"
_WORKER: Final = "services/worker_service/worker_service"
_MONGO: Final = "services/db_mongo_service/db_mongo_service"
_POSTGRES: Final = "services/db_postgres_service/db_postgres_service"

_APP: Final = f"{_API}/interface/http/app.py"
_DISPATCHER: Final = f"{_BOT}/interface/telegram/dispatcher.py"
_GET_PRODUCT: Final = f"{_API}/interface/http/catalogue/get_product.py"
_MIGRATIONS: Final = f"{_POSTGRES}/infrastructure/migrations/versions"

_NEW_MIGRATION: Final = """\
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "9000"


def upgrade() -> None:
"""

_ATTEMPTS: Final = """\
async def fetch(bot: Bot) -> list[Update]:
    while True:
        try:
            return await bot.get_updates()
        except TelegramNetworkError:
            await asyncio.sleep(_PAUSE_SECONDS)  # <- here
"""

_TWO_WRITES: Final = """\
async def move(connection: Connection) -> None:
    await connection.execute("UPDATE stock SET free = free - 1")
    await connection.execute("UPDATE stock SET sold = sold + 1")  # <- here
"""

MUTATIONS: Final = (
    Mutation(
        "Q901",
        f"{_MONGO}/interface/http/application.py",
        "    app.include_router(health_router(health, render_metrics))\n",
        "",
        other_path=f"{_MONGO}/composition_root.py",
    ),
    Mutation(
        "Q902",
        f"{_WORKER}/interface/health/worker_health.py",
        '    health.add_check("rabbitmq", bus.ping)\n'
        '    health.add_check("consumers", consumers_consume)\n'
        '    health.add_check("db_postgres_service", postgres_is_ready)\n'
        '    health.add_check("db_mongo_service", mongo_is_ready)\n',
        "",
        other_path=f"{_WORKER}/composition_root.py",
    ),
    Mutation("Q903", _APP, "    install_problem_handlers(app)\n", "", other_path=_APP),
    Mutation(
        "Q904",
        f"{_API}/interface/http/operations/payment_callbacks.py",
        'raise ProblemError(401, "signature_invalid", "X-Signature does not fit the body.")',
        'raise HTTPException(401, "X-Signature does not fit the body.")  # <- here',
    ),
    Mutation(
        "Q905",
        _APP,
        "    app.add_middleware(SecurityHeadersMiddleware)\n    app.add_middleware(\n",
        "    app.add_middleware(  # <- here\n",
    ),
    Mutation(
        "Q906",
        _APP,
        "    app.add_middleware(LeanDispatchMiddleware, application=app, gate=gate_before(access))",
        "    app.add_middleware(LeanDispatchMiddleware, application=app)  # <- here",
    ),
    Mutation(
        "Q907",
        _APP,
        "    app.add_middleware(SecurityHeadersMiddleware)\n"
        "    app.add_middleware(\n        TelemetryMiddleware,\n",
        "    app.add_middleware(SecurityHeadersMiddleware)\n"
        "    app.add_middleware(  # <- here\n        QuietMiddleware,\n",
    ),
    Mutation(
        "Q908",
        f"{_WORKER}/composition_root.py",
        "            configure_logging(SERVICE, settings.log_level, settings.log_format,"
        " shipper=shipper)\n",
        "",
    ),
    Mutation(
        "Q909",
        _GET_PRODUCT,
        "_UUID = TypeAdapter(UUID)\n",
        "_UUID = TypeAdapter(UUID)\n_CLIENT = httpx.AsyncClient()  # <- here\n",
    ),
    Mutation(
        "Q910",
        _GET_PRODUCT,
        "@router.get(\n"
        '    "/products/{product_id}",\n'
        "    response_model=ProductRow,\n"
        "    responses=problem_responses(404, 422),\n",
        '@router.get(  # <- here\n    "/products/{product_id}",\n',
    ),
    Mutation(
        "Q911",
        f"{_API}/interface/http/catalogue/create_product.py",
        'class CreateProductBody(BaseModel):\n    """A new catalogue entry."""\n\n'
        '    model_config = ConfigDict(\n        extra="forbid",\n',
        'class CreateProductBody(BaseModel):  # <- here\n    """A new catalogue entry."""\n\n'
        "    model_config = ConfigDict(\n",
    ),
    Mutation(
        "Q911",
        "packages/storage_contracts/storage_contracts/wire_model.py",
        'model_config = ConfigDict(extra="forbid", frozen=True, from_attributes=True)',
        "model_config = ConfigDict(frozen=True, from_attributes=True)",
        other_path="packages/storage_contracts/storage_contracts/pages.py",
    ),
    Mutation(
        "Q912",
        _GET_PRODUCT,
        '    product_id = path_value(request, "product_id", _UUID)\n',
        '    product_id = (await request.json())["product_id"]  # <- here\n',
    ),
    Mutation(
        "Q920",
        f"{_BOT}/interface/telegram/other_updates/routes.py",
        "    router.pre_checkout_query.register(refuse_checkout)\n"
        "    router.shipping_query.register(refuse_shipping)\n",
        "    router.pre_checkout_query.register(refuse_checkout)  # <- here\n",
    ),
    Mutation(
        "Q921",
        _DISPATCHER,
        "dispatcher = Dispatcher(storage=storage)",
        "dispatcher = Dispatcher()  # <- here",
    ),
    Mutation(
        "Q922",
        _DISPATCHER,
        "    around(ErrorsMiddleware(translations))\n",
        "",
        other_path=_DISPATCHER,
    ),
    Mutation(
        "Q923",
        _DISPATCHER,
        "    dispatcher[CONTAINER_NAME] = container\n",
        "",
        other_path=_DISPATCHER,
    ),
    Mutation(
        "Q924",
        "packages/telegram_runtime/telegram_runtime/delivery/webhook_registration.py",
        "            await self._bot.set_webhook(\n"
        "                self._url,\n                secret_token=self._secret,\n",
        "            await self._bot.set_webhook(  # <- here\n                self._url,\n",
    ),
    Mutation(
        "Q930",
        f"{_BOT}/composition_root.py",
        "        await wait_for_termination()\n",
        "        await asyncio.Event().wait()\n",
    ),
    Mutation("Q931", f"{_BOT}/interface/telegram/asking.py", "", _ATTEMPTS),
    Mutation(
        "Q932",
        f"{_WORKER}/composition_root.py",
        "            QueueStats(self._bus), self._declare, tuple(SUBSCRIPTIONS), self._ladder\n",
        "            None, self._declare, tuple(SUBSCRIPTIONS), self._ladder\n",
    ),
    Mutation(
        "Q940",
        f"{_POSTGRES}/interface/http/read_routes.py",
        "from fastapi import APIRouter, Body, Path, Query\n",
        "import asyncpg  # <- here\nfrom fastapi import APIRouter, Body, Path, Query\n",
    ),
    Mutation("Q941", f"{_POSTGRES}/infrastructure/statements/moving.py", "", _TWO_WRITES),
    Mutation(
        "Q942",
        f"{_MIGRATIONS}/0011_refund_requests.py",
        'def downgrade() -> None:\n    """Drop it again."""\n'
        '    op.drop_table("refund_requests")\n',
        'def downgrade() -> None:  # <- here\n    """Drop it again."""\n',
    ),
    Mutation(
        "Q943",
        f"{_POSTGRES}/infrastructure/schema/orders.py",
        'Index("refunds_order_id_id_idx", refunds.c.order_id, refunds.c.id)\n',
        "",
        other_path=f"{_POSTGRES}/infrastructure/schema/orders.py",
    ),
    Mutation(
        "Q943",
        f"{_POSTGRES}/infrastructure/schema/orders.py",
        '    Column("user_id", Uuid),\n    Column("contact_email", String(254)),\n',
        '    Column("user_id", Uuid),\n'
        '    Column("seller_id", Uuid, ForeignKey("users.id")),  # <- here\n',
    ),
    Mutation(
        "Q944",
        f"{_MIGRATIONS}/9001_widen.py",
        "",
        f'{_NEW_MIGRATION}    op.create_index("orders_currency_idx", "orders", ["currency"])'
        "  # <- here\n",
    ),
    Mutation(
        "Q944",
        f"{_MIGRATIONS}/0007_identity.py",
        '    op.add_column("users", _moment("sessions_valid_from", nullable=True))\n',
        '    op.add_column("users", sa.Column("since", sa.Date(), nullable=False))  # <- here\n',
    ),
)
