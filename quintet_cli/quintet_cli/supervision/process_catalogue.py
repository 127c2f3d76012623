"""The map of processes: what runs, on which port, after what, and what it may see.

A process is given only the variables named here. In particular no business
service ever sees the URL of a database.
"""

from collections.abc import Mapping
from typing import Final

from quintet_cli.supervision.granted_variables import BUSINESS, COMMON, VERIFIER
from quintet_cli.supervision.process_definition import MigrationDefinition, ProcessDefinition

_POSTGRES: Final = (
    *COMMON,
    *VERIFIER,
    "POSTGRES_URL",
    "POSTGRES_POOL_SIZE",
    "POSTGRES_STATEMENT_SECONDS",
    "POSTGRES_LOCK_SECONDS",
    "POSTGRES_STARTUP_SECONDS",
)
_MONGODB: Final = (
    *COMMON,
    *VERIFIER,
    "MONGODB_URL",
    "MONGODB_DATABASE",
    "MONGODB_POOL_SIZE",
    "MONGODB_TIMEOUT_SECONDS",
    "MONGODB_SERVER_SELECTION_SECONDS",
    "REPORT_TIMEOUT_SECONDS",
    "ANALYTICS_EVENTS_DAYS",
    "APPLICATION_LOGS_DAYS",
    "USER_BEHAVIOUR_DAYS",
)
MIGRATIONS: Final = (
    MigrationDefinition("postgres_migrations", "db_postgres_service", ("postgres",), _POSTGRES),
    MigrationDefinition("mongodb_migrations", "db_mongo_service", ("mongodb",), _MONGODB),
)

# Worker and bot bear it that everything else is missing: they start while the rest does.
# The api_service makes its administrator first and waits for the data services alone.
PROCESSES: Final = (
    ProcessDefinition(
        name="api_service",
        kind="api",
        default_port=8000,
        needs=("db_postgres_service", "db_mongo_service"),
        granted=(
            *BUSINESS,
            "TOKEN_SIGNING_KEYS",
            "TOKEN_SIGNING_KEYS_FILE",
            "TOKEN_ISSUER",
            "ONE_TIME_KEY",
            "REQUIRE_VERIFIED_EMAIL",
            "ADMIN_EMAIL",
            "ADMIN_PASSWORD",
            "CORS_ORIGINS",
            "RATE_LIMIT_SCALE",
            "PAYMENT_GATEWAY",
            "PAYMENT_CALLBACK_SECRET",
            "RABBITMQ_MANAGEMENT_URL",
        ),
    ),
    ProcessDefinition(
        name="db_postgres_service",
        kind="data",
        default_port=8001,
        needs=("postgres_migrations",),
        granted=_POSTGRES,
        stop_order=1,
    ),
    ProcessDefinition(
        name="db_mongo_service",
        kind="data",
        default_port=8002,
        needs=("mongodb_migrations",),
        granted=_MONGODB,
        stop_order=1,
    ),
    ProcessDefinition(
        name="bot_service",
        kind="bot",
        default_port=8003,
        needs=(),
        granted=(
            *BUSINESS,
            "BOT_TOKEN",
            "BOT_MODE",
            "DIALOGUE_DAYS",
            "PAYMENT_CHOICES",
            "TELEGRAM_API_URL",
            "TELEGRAM_CHAT_MESSAGES_PER_SECOND",
            "TELEGRAM_MESSAGES_PER_SECOND",
            "WEBHOOK_SECRET",
            "WEBHOOK_URL",
        ),
    ),
    ProcessDefinition(
        name="worker_service",
        kind="worker",
        default_port=8004,
        needs=(),
        granted=(
            *BUSINESS,
            "RABBITMQ_MANAGEMENT_URL",
            "PAYMENT_GATEWAY",
            "PAYMENT_GATEWAY_URL",
            "STRIPE_API_KEY",
            "ONE_TIME_KEY",
            "PUBLIC_URL",
            "SMTP_URL",
            "MAIL_FROM",
            "WATCHED_SERVICES",
            "CONSUMER_CONCURRENCY",
            "BACKLOG_SECONDS",
            "DRAIN_SECONDS",
            "PAYMENT_GATEWAY_SECONDS",
            "SAGA_STEP_SECONDS",
            "SAGA_SWEEP_SECONDS",
            "REMINDER_SWEEP_SECONDS",
            "PRUNE_SECONDS",
            "TRACES_DAYS",
            "ENDED_LOG_INS_DAYS",
        ),
    ),
    ProcessDefinition(
        name="payment_gateway_sandbox",
        kind="sandbox",
        default_port=8005,
        needs=(),
        granted=(
            *COMMON,
            "PAYMENT_CALLBACK_URL",
            "PAYMENT_CALLBACK_SECRET",
            "PAYMENT_LEDGER_FILE",
            "LATE_SECONDS",
            "STALL_SECONDS",
        ),
        stop_order=1,
    ),
    ProcessDefinition(
        name="telegram_sandbox",
        kind="sandbox",
        default_port=8006,
        needs=(),
        granted=(
            *COMMON,
            "TELEGRAM_SANDBOX_TOKEN",
            "BOT_USERNAME",
            "BOT_NAME",
            "CALLBACK_SECONDS",
        ),
        stop_order=1,
        stands_in_for="BOT_TOKEN",
    ),
    # quintet new: processes
)
DATA_SERVICES: Final = tuple(each.name for each in PROCESSES if each.kind == "data")
BUSINESS_SERVICES: Final = tuple(
    each.name for each in PROCESSES if each.kind in {"api", "bot", "worker"}
)
"""Those who ask the data services, each with a key of its own."""


def wanted_processes(environment: Mapping[str, str]) -> tuple[ProcessDefinition, ...]:
    """Return the processes that a user with these variables needs."""
    return tuple(each for each in PROCESSES if each.is_wanted(environment))
