"""Violations of Q3xx, technology and containers, seeded into this repository."""

from typing import Final

from tests.architecture.mutations.mutation import Mutation

__all__ = ["MUTATIONS"]

_RELAY = "services/worker_service/worker_service/interface/schedules/relay_outbox.py"
_PERIODIC = "packages/worker_runtime/worker_runtime/periodic.py"
_API = "services/api_service/Dockerfile"
_WORKER = "services/worker_service/Dockerfile"
_COMPOSE = "deploy/compose.yaml"
_SERVERS = "deploy/servers.yaml"

MUTATIONS: Final = (
    Mutation(
        "Q301",
        "packages/message_bus/pyproject.toml",
        'requires-python = ">=3.12"',
        'requires-python = ">=3.11"  # <- here',
    ),
    Mutation("Q302", _RELAY, "import time\n", "import time\nimport requests  # <- here\n"),
    Mutation(
        "Q303",
        "services/worker_service/pyproject.toml",
        '    "dishka>=1.5",\n',
        '    "dishka>=1.5",\n    "pika>=1.3",  # <- here\n',
    ),
    Mutation(
        "Q304",
        "packages/redis_cache/redis_cache/connection.py",
        "from redis.asyncio import Redis\n",
        "from redis import Redis as Blocking\nfrom redis.asyncio import Redis\n\n"
        "OTHER = lambda url: Blocking.from_url(url)  # <- here\n",
    ),
    Mutation(
        "Q305",
        _PERIODIC,
        "        while not stop.is_set():\n            if not await",
        "        while not stop.is_set():\n"
        '            open("/tmp/rounds", "a").close()  # <- here\n'
        "            if not await",
    ),
    Mutation(
        "Q306",
        "packages/message_bus/message_bus/connection.py",
        "_LOOK_AGAIN_SECONDS: Final = 0.02\n",
        "_LOOK_AGAIN_SECONDS: Final = 0.02\n"
        "_OPEN = aio_pika.connect_robust(timeout=5)  # <- here\n",
    ),
    Mutation(
        "Q307",
        "services/bot_service/bot_service/composition_root.py",
        "_DRAIN_SECONDS: Final = 8.0\n",
        '_DRAIN_SECONDS: Final = float(os.environ["DRAIN_SECONDS"])  # <- here\n',
    ),
    Mutation(
        "Q308",
        "packages/message_bus/message_bus/workers.py",
        "            task = asyncio.create_task(self._work())\n"
        "            self._tasks.add(task)\n"
        "            task.add_done_callback(self._tasks.discard)\n",
        "            asyncio.create_task(self._work())  # <- here\n",
    ),
    Mutation(
        "Q309",
        "packages/redis_cache/redis_cache/connection.py",
        "    return Redis.from_url(\n"
        "        url,\n"
        "        socket_timeout=timeout_seconds,\n"
        "        socket_connect_timeout=connect_seconds,\n"
        "        socket_keepalive=True,\n"
        "        health_check_interval=0,\n"
        "        max_connections=max_connections,\n",
        "    return Redis.from_url(  # <- here\n"
        "        url,\n"
        "        socket_timeout=timeout_seconds,\n"
        "        socket_connect_timeout=connect_seconds,\n",
    ),
    Mutation(
        "Q310",
        "packages/message_bus/message_bus/connection.py",
        "        return await aio_pika.connect_robust(\n"
        "            self._url,\n"
        "            timeout=self._connect_seconds,\n",
        "        return await aio_pika.connect_robust(  # <- here\n            self._url,\n",
    ),
    Mutation(
        "Q311",
        _RELAY,
        "class Outbox(Protocol):\n",
        "async def ask() -> None:\n    from httpx import AsyncClient\n\n"
        "    async with AsyncClient(timeout=1) as client:  # <- here\n"
        '        await client.get("https://example.com")\n\n\n'
        "class Outbox(Protocol):\n",
    ),
    Mutation(
        "Q312",
        "packages/service_runtime/service_runtime/documentation_pages.py",
        "@lru_cache(maxsize=len(_FILES))\n",
        "@cache  # <- here\n",
    ),
    Mutation(
        "Q320",
        _API,
        "FROM python:3.12-slim\n#",
        "FROM python:3.13-slim  # <- here\n#",
    ),
    Mutation("Q321", _SERVERS, "    image: redis:7\n", "    image: redis:latest  # <- here\n"),
    Mutation("Q322", _API, "USER 10001:10001\n", "USER root  # <- here\n"),
    Mutation(
        "Q323",
        _API,
        "HEALTHCHECK --interval=10s --timeout=10s --start-period=120s --retries=3 \\\n    CMD ",
        "HEALTHCHECK NONE  # <- here\nRUN ",
    ),
    Mutation(
        "Q324",
        _COMPOSE,
        "  payment_gateway_sandbox:\n    <<: *service\n",
        "  proxy:  # <- here\n    image: nginx:1.27\n"
        "    deploy: {resources: {limits: {memory: 64m}}}\n\n"
        "  payment_gateway_sandbox:\n    <<: *service\n",
    ),
    Mutation(
        "Q326",
        _COMPOSE,
        "      - bot_token\n      - webhook_secret\n    networks: [services, messaging]\n",
        "      - bot_token\n      - webhook_secret\n"
        "    networks: [services, messaging, documents]  # <- here\n",
    ),
    Mutation(
        "Q327",
        _WORKER,
        'ENTRYPOINT ["python", "-m", "worker_service"]',
        'ENTRYPOINT ["sh", "-c", "python -m worker_service & python -m bot_service"]  # <- here',
    ),
    Mutation(
        "Q328",
        _COMPOSE,
        "  LOG_LEVEL: ${LOG_LEVEL:-info}\n",
        "  LOG_LEVEL: ${LOG_LEVEL:-info}\n  SMTP_URL: smtp://shop:letmein@mail  # <- here\n",
    ),
    Mutation(
        "Q329",
        _WORKER,
        'ENTRYPOINT ["python", "-m", "worker_service"]',
        "ENTRYPOINT python -m worker_service  # <- here",
    ),
)
