"""The map of processes: what runs, on which port, after what, and what it may see.

A process is given only the variables named here. In particular no business
service ever sees the URL of a database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

TLS_VARIABLES: Final = (
    "TLS_CERTIFICATE_FILE",
    "TLS_KEY_FILE",
    "TLS_CA_FILE",
    "TLS_REQUIRE_CLIENT",
)
"""Each process has its own; set with `--tls` and never otherwise."""

_COMMON: Final = (
    *TLS_VARIABLES,
    "ENVIRONMENT",
    "LOG_LEVEL",
    "LOG_FORMAT",
    "OTLP_ENDPOINT",
    "TRACE_SAMPLE_RATIO",
    "BIND_HOST",
    "TRUSTED_PROXIES",
    "FORWARDED_HEADER",
    "API_SERVICE_PORT",
    "DB_POSTGRES_SERVICE_PORT",
    "DB_MONGO_SERVICE_PORT",
    "BOT_SERVICE_PORT",
    "WORKER_SERVICE_PORT",
    "PAYMENT_GATEWAY_SANDBOX_PORT",
    "TELEGRAM_SANDBOX_PORT",
)
_BUSINESS: Final = (
    *_COMMON,
    "SERVICE_SIGNING_KEY",
    "SERVICE_SIGNING_KEY_FILE",
    "DB_POSTGRES_SERVICE_URL",
    "DB_MONGO_SERVICE_URL",
    "RABBITMQ_URL",
    "REDIS_URL",
    "RETRY_LADDER_SECONDS",
    "METRICS_SECONDS",
    "HEALTH_WATCH_SECONDS",
)


@dataclass(frozen=True, slots=True)
class ProcessDefinition:
    """One process that is run as `python -m <name>`.

    Attributes:
        name: Its name and the name of its package.
        default_port: Where it listens unless its variable or an offset says otherwise.
        needs: What must be ready before its first start.
        variables: The only variables of the platform that it is given.
        stop_order: Processes of a lower number stop first.
        stands_in_for: The variable of the user that makes it needless: who has the real thing
            gets no stand-in.
    """

    name: str
    default_port: int
    needs: tuple[str, ...]
    variables: tuple[str, ...]
    stop_order: int = 0
    stands_in_for: str | None = None

    @property
    def port_variable(self) -> str:
        """The variable that names its port."""
        return f"{self.name.upper()}_PORT"

    def is_wanted(self, environment: Mapping[str, str]) -> bool:
        """Whether a user with these variables needs it.

        A stand-in is for development: production has the real thing or nothing.
        """
        variable = self.stands_in_for
        if variable is None:
            return True
        is_production = environment.get("ENVIRONMENT", "").lower() == "production"
        return not is_production and not {variable, f"{variable}_FILE"} & environment.keys()


@dataclass(frozen=True, slots=True)
class MigrationDefinition:
    """A command that brings a database up to date, run as `python -m <module> migrate`.

    Attributes:
        name: What it is called in logs.
        module: The package that knows the schema.
        needs: The server it migrates.
        variables: The only variables of the platform that it is given.
    """

    name: str
    module: str
    needs: tuple[str, ...]
    variables: tuple[str, ...]


_VERIFIER: Final = ("SERVICE_PUBLIC_KEYS", "SERVICE_PUBLIC_KEYS_FILE")
_POSTGRES: Final = (
    *_COMMON,
    *_VERIFIER,
    "POSTGRES_URL",
    "POSTGRES_POOL_SIZE",
    "POSTGRES_STATEMENT_SECONDS",
    "POSTGRES_LOCK_SECONDS",
    "POSTGRES_STARTUP_SECONDS",
)
_MONGODB: Final = (
    *_COMMON,
    *_VERIFIER,
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
DATA_SERVICES: Final = ("db_postgres_service", "db_mongo_service")

MIGRATIONS: Final = (
    MigrationDefinition("postgres_migrations", "db_postgres_service", ("postgres",), _POSTGRES),
    MigrationDefinition("mongodb_migrations", "db_mongo_service", ("mongodb",), _MONGODB),
)

# Worker and bot bear it that everything else is missing: they start while the rest does.
# The api_service makes its administrator first and waits for the data services alone.
PROCESSES: Final = (
    ProcessDefinition(
        name="api_service",
        default_port=8000,
        needs=DATA_SERVICES,
        variables=(
            *_BUSINESS,
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
        default_port=8001,
        needs=("postgres_migrations",),
        variables=_POSTGRES,
        stop_order=1,
    ),
    ProcessDefinition(
        name="db_mongo_service",
        default_port=8002,
        needs=("mongodb_migrations",),
        variables=_MONGODB,
        stop_order=1,
    ),
    ProcessDefinition(
        name="bot_service",
        default_port=8003,
        needs=(),
        variables=(
            *_BUSINESS,
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
        default_port=8004,
        needs=(),
        variables=(
            *_BUSINESS,
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
        ),
    ),
    ProcessDefinition(
        name="payment_gateway_sandbox",
        default_port=8005,
        needs=(),
        variables=(
            *_COMMON,
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
        default_port=8006,
        needs=(),
        variables=(
            *_COMMON,
            "TELEGRAM_SANDBOX_TOKEN",
            "BOT_USERNAME",
            "BOT_NAME",
            "CALLBACK_SECONDS",
        ),
        stop_order=1,
        stands_in_for="BOT_TOKEN",
    ),
)


def wanted_processes(environment: Mapping[str, str]) -> tuple[ProcessDefinition, ...]:
    """Return the processes that a user with these variables needs."""
    return tuple(each for each in PROCESSES if each.is_wanted(environment))
