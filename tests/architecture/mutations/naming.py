"""Violations of Q4xx: hyphens, capitals, drawers, and one thing under two names."""

from typing import Final

from tests.architecture.mutations.mutation import Mutation

__all__ = ["MUTATIONS"]

_API: Final = "services/api_service/api_service"
_MONGO: Final = "services/db_mongo_service/db_mongo_service"
_SCHEMA: Final = "services/db_postgres_service/db_postgres_service/infrastructure/schema"
_DOMAIN: Final = "packages/business_hexagon/business_hexagon/domain"

MUTATIONS: Final = (
    Mutation("Q401", "docs/guides/the-second-bot.md", "", "# The second bot\n"),
    Mutation("Q401", "services/bot_service/bot_service/botTexts.py", "", '"""Texts."""\n'),
    Mutation("Q402", f"{_DOMAIN}/values/utils.py", "", '"""Whatever."""\n'),
    Mutation("Q402", f"{_API}/common/__init__.py", "", '"""Whatever."""\n'),
    Mutation("Q403", "pyproject.toml", 'select = ["ALL"]', 'select = ["E", "F"]  # <- here'),
    Mutation(
        "Q404",
        "packages/telegram_runtime/telegram_runtime/redis_handled_updates.py",
        "        self._bot_id = bot_id\n",
        "        self._botId = bot_id  # <- here\n",
    ),
    Mutation(
        "Q405",
        f"{_API}/interface/http/identity/log_in.py",
        '"/auth/log_in",',
        '"/auth/log-in",  # <- here',
    ),
    Mutation(
        "Q406",
        f"{_MONGO}/interface/http/cohorts.py",
        'Field(alias="from", description="A day of the first month.", examples=["2026-01-01"]),',
        'Field(alias="fromDay", description="A day of the first month."),  # <- here',
    ),
    Mutation(
        "Q407",
        "packages/message_bus/message_bus/topology.py",
        'EVENTS_EXCHANGE: Final = "quintet_events"',
        'EVENTS_EXCHANGE: Final = "quintet-events"  # <- here',
    ),
    Mutation(
        "Q408",
        f"{_DOMAIN}/payments/events.py",
        'event_type: ClassVar[str] = "payment.processed"',
        'event_type: ClassVar[str] = "payment.process"  # <- here',
    ),
    Mutation(
        "Q408",
        "packages/integration_events/integration_events/catalogue.py",
        '    _row("user.created", user_events.UserCreated, "user", _SHOP),',
        '    _row("UserCreated", user_events.UserCreated, "user", _SHOP),  # <- here',
    ),
    Mutation(
        "Q409",
        f"{_SCHEMA}/outbox.py",
        '    Column("lease_until", MOMENT),',
        '    Column("leaseUntil", MOMENT),  # <- here',
    ),
    Mutation(
        "Q410",
        f"{_MONGO}/infrastructure/collections/analytics_events.py",
        'NAME = "analytics_events"',
        'NAME = "analytics-events"  # <- here',
    ),
    Mutation(
        "Q410",
        f"{_MONGO}/infrastructure/collections/analytics_events.py",
        '            "charge_amount": MONEY_FIELD,',
        '            "chargeAmount": MONEY_FIELD,  # <- here',
    ),
    Mutation(
        "Q411",
        "deploy/compose.yaml",
        "    container_name: quintet_bot_service\n",
        "    container_name: quintet-bot-service  # <- here\n",
    ),
    Mutation(
        "Q412",
        "services/worker_service/Dockerfile",
        "    LOG_FORMAT=json \\\n",
        "    log_format=json \\  # <- here\n",
    ),
    Mutation("Q412", "deploy/env.example", "\nREDIS_PASSWORD=\n", "\nredis-password=  # <- here\n"),
    Mutation("Q413", "Makefile", "\nunit_test: bootstrap", "\nunit-test: bootstrap  # <- here"),
    Mutation(
        "Q413",
        "benchmarks/bot_load/__main__.py",
        '    parser.add_argument("--warm_up",',
        '    parser.add_argument("--warm-up",  # <- here\n       ',
    ),
    Mutation(
        "Q414",
        "services/bot_service/pyproject.toml",
        'name = "bot_service"\nversion',
        'name = "bot-service"  # <- here\nversion',
    ),
    Mutation(
        "Q415",
        "services/bot_service/pyproject.toml",
        'name = "bot_service"\nversion',
        'name = "telegram_bot"  # <- here\nversion',
    ),
    Mutation(
        "Q416",
        "deploy/compose.yaml",
        "  worker_service:\n    <<: *service\n",
        "  background:  # <- here\n    <<: *service\n",
    ),
    Mutation(
        "Q416",
        "deploy/compose.yaml",
        "_service:8000\n  DB_MONGO_SERVICE_URL: https://db_mongo_service:8000\n",
        "_service:8000\n  DB_MONGO_SERVICE_URL: https://db_postgres_service:8000  # <- here\n",
    ),
    Mutation(
        "Q417",
        "services/worker_service/Dockerfile",
        'ENTRYPOINT ["python", "-m", "worker_service"]',
        'ENTRYPOINT ["python", "-m", "bot_service"]  # <- here',
    ),
    Mutation(
        "Q418",
        "services/bot_service/bot_service/composition_root.py",
        'SERVICE: Final = "bot_service"',
        'SERVICE: Final = "telegram_bot"  # <- here',
    ),
)
