"""What breaks the data access chapter, seeded into this repository."""

from typing import Final

from tests.architecture.mutations.mutation import Mutation

__all__ = ["MUTATIONS"]

_RELAY: Final = "services/worker_service/worker_service/interface/schedules/relay_outbox.py"
_OWN_LOGS: Final = "services/db_mongo_service/db_mongo_service/infrastructure/own_logs.py"
_COMPOSE: Final = "deploy/compose.yaml"

MUTATIONS: Final = (
    Mutation(
        rule_id="Q101",
        path=_RELAY,
        old="import time\n",
        new="import time\nimport asyncpg  # <- here\n",
    ),
    Mutation(
        rule_id="Q102",
        path=_RELAY,
        old="from telemetry.logs import get_logger\n",
        new=(
            "from telemetry.logs import get_logger\n"
            "from db_postgres_service.infrastructure.connections.pool import open_pool  # <- here\n"
        ),
    ),
    Mutation(
        rule_id="Q103",
        path="services/api_service/pyproject.toml",
        old='    "dishka>=1.5",\n',
        new='    "dishka>=1.5",\n    "psycopg[binary]>=3.2",  # <- here\n',
    ),
    Mutation(
        rule_id="Q104",
        path=_OWN_LOGS,
        old="from telemetry import LogRecord\n",
        new=(
            "from telemetry import LogRecord\n"
            "from business_hexagon.domain.values.money import Money  # <- here\n"
        ),
    ),
    Mutation(
        rule_id="Q104",
        path=_OWN_LOGS,
        old="from pydantic import TypeAdapter\n",
        new=(
            "from pydantic import TypeAdapter\n"
            "from message_bus.publisher import Publisher  # <- here\n"
        ),
    ),
    Mutation(
        rule_id="Q105",
        path="services/bot_service/bot_service/settings.py",
        old="    bot_service_port: int = 8003\n",
        new="    bot_service_port: int = 8003\n    mongodb_url: SecretStr  # <- here\n",
    ),
    Mutation(
        rule_id="Q106",
        path=_RELAY,
        old="_BATCH = 500\n",
        new=('_BATCH = 500\n_OVERDUE = "SELECT id FROM sagas WHERE deadline < now()"  # <- here\n'),
    ),
    Mutation(
        rule_id="Q107",
        path="services/db_postgres_service/db_postgres_service/infrastructure/a_second_store.py",
        old="",
        new="from pymongo import AsyncMongoClient  # <- here\n",
    ),
    Mutation(
        rule_id="Q108",
        path="packages/storage_clients/storage_clients/data_service.py",
        old=(
            "        self._client = HttpClient(\n            url,\n"
            "            timeout=self._policy.read_seconds,\n"
            "            max_connections=max_connections,\n            tls=tls,\n"
            "            context_headers=lambda: (*outgoing_headers(),"
        ),
        new=(
            "        self._client = HttpClient(  # <- here\n            url,\n"
            "            timeout=self._policy.read_seconds,\n"
            "            max_connections=max_connections,\n            tls=tls,\n"
            "            context_headers=lambda: ("
        ),
    ),
    Mutation(
        rule_id="Q109",
        path=_COMPOSE,
        old="      TOKEN_SIGNING_KEYS_FILE: /run/secrets/token_signing_keys\n",
        new=(
            "      TOKEN_SIGNING_KEYS_FILE: /run/secrets/token_signing_keys\n"
            "      POSTGRES_URL_FILE: /run/secrets/postgres_url  # <- here\n"
        ),
    ),
    Mutation(
        rule_id="Q110",
        path=_COMPOSE,
        old='    ports: ["127.0.0.1:${DB_MONGO_SERVICE_PORT:-8002}:8000"]\n',
        new='    ports: ["127.0.0.1:${DB_MONGO_SERVICE_PORT:-8002}:8002"]  # <- here\n',
    ),
)
