"""What breaks the chapter on service types, seeded into this repository."""

from typing import Final

from tests.architecture.mutations.mutation import Mutation

__all__ = ["MUTATIONS"]

_RELAY: Final = "services/worker_service/worker_service/interface/schedules/relay_outbox.py"
_BOT_SETTINGS: Final = "services/bot_service/bot_service/settings.py"

MUTATIONS: Final = (
    Mutation(
        rule_id="Q201",
        path=_RELAY,
        old="from telemetry.logs import get_logger\n",
        new="from telemetry.logs import get_logger\nfrom aiogram import Bot  # <- here\n",
    ),
    Mutation(
        rule_id="Q201",
        path="services/bot_service/bot_service/telegram_provider.py",
        old="from aiogram.enums import ParseMode\n",
        new="from aiogram.enums import ParseMode\nfrom fastapi import FastAPI  # <- here\n",
    ),
    Mutation(
        rule_id="Q201",
        path="packages/service_runtime/service_runtime/health_routes.py",
        old="from fastapi import APIRouter, HTTPException\n",
        new=(
            "from fastapi import APIRouter, HTTPException\n"
            "from aiogram import Dispatcher  # <- here\n"
        ),
    ),
    Mutation(
        rule_id="Q202",
        path="services/bot_service/pyproject.toml",
        old='    "babel>=2.16",\n',
        new='    "babel>=2.16",\n    "api_service",  # <- here\n',
    ),
    Mutation(
        rule_id="Q203",
        path="services/worker_service/worker_service/interface/schedules/a_shortcut.py",
        old="",
        new=(
            "import asyncio\n\n\ndef sweep_now(sweep: Sweep) -> None:\n"
            "    asyncio.run(sweep.look())  # <- here\n"
        ),
    ),
    Mutation(
        rule_id="Q203",
        path="services/db_mongo_service/db_mongo_service/__main__.py",
        old="def main(arguments: list[str]) -> int:\n",
        new=(
            "async def migrate_again(settings: DbMongoServiceSettings) -> None:\n"
            "    asyncio.run(migrate(settings))  # <- here\n\n\n"
            "def main(arguments: list[str]) -> int:\n"
        ),
    ),
    Mutation(
        rule_id="Q204",
        path=_RELAY,
        old="_BATCH = 500\n",
        new="_BATCH = 500\n_LOOP = asyncio.new_event_loop()  # <- here\n",
    ),
    Mutation(
        rule_id="Q205",
        path="services/search_service/pyproject.toml",
        old="",
        new='[project]  # <- here\nname = "search_service"\nversion = "0.1.0"\n',
    ),
    Mutation(
        rule_id="Q205",
        path="pyproject.toml",
        old='api_service = "api"\nbot_service = "bot"\n',
        new='api_service = "api"\nbot_service = "bot"\nreport_service = "worker"  # <- here\n',
    ),
    Mutation(
        rule_id="Q206",
        path="services/worker_service/Dockerfile",
        old='ENTRYPOINT ["python", "-m", "worker_service"]\n',
        new=(
            'ENTRYPOINT ["sh", "-c",'
            ' "python -m bot_service & exec python -m worker_service"]  # <- here\n'
        ),
    ),
    Mutation(
        rule_id="Q207",
        path=_RELAY,
        old="import time\n",
        new="import time\nimport subprocess  # <- here\n",
    ),
    Mutation(
        rule_id="Q208",
        path=_BOT_SETTINGS,
        old='    db_mongo_service_url: str = "http://127.0.0.1:8002"\n',
        new=(
            '    db_mongo_service_url: str = "http://127.0.0.1:8002"\n'
            '    api_service_url: str = "http://127.0.0.1:8000"  # <- here\n'
        ),
    ),
    Mutation(
        rule_id="Q209",
        path="packages/redis_cache/redis_cache/connection.py",
        old="from redis.asyncio import Redis\n",
        new="from redis.asyncio import Redis\nimport aiokafka  # <- here\n",
    ),
)
