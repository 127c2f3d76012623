"""The commands of the service, as a person or the supervisor runs them."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress

import pytest
from http_transport import TransportError

from tests.fixtures.service_identities import client_of, identity_environment
from tests.fixtures.service_process import free_port

pytestmark = pytest.mark.integration


async def run(*arguments: str, **environment: str) -> Process:
    """Start the service with these words and variables."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "db_mongo_service",
        *arguments,
        env=os.environ | environment,
        stdout=PIPE,
        stderr=PIPE,
    )


async def until_ready_is(status: int, port: int) -> None:
    """Ask until the process answers so: a busy machine may first miss a deadline of the check."""
    async with (
        asyncio.timeout(60),
        client_of("quintet_cli", "db_mongo_service", f"http://127.0.0.1:{port}") as client,
    ):
        while True:
            with suppress(TransportError):
                if (await client.request("GET", "/ready")).status == status:
                    return
            await asyncio.sleep(0.05)


async def test_migrates_serves_and_ends_in_silence(
    mongodb_url: str,
    fresh_mongodb_database: str,
) -> None:
    """Not ready before the migration, ready after it, and SIGTERM ends it with code 0."""
    port = free_port()
    settings = {
        "MONGODB_URL": mongodb_url,
        "MONGODB_DATABASE": fresh_mongodb_database,
        "DB_MONGO_SERVICE_PORT": str(port),
        "LOG_FORMAT": "json",
        **identity_environment("db_mongo_service"),
    }
    early = await run(**settings)
    await until_ready_is(503, port)
    early.terminate()
    assert await early.wait() == 0

    migration = await run("migrate", **settings)
    output, complaints = await migration.communicate()
    assert (migration.returncode, complaints) == (0, b"")
    assert b"order_facts: collection_created" in output

    service = await run(**settings)
    await until_ready_is(200, port)
    service.terminate()
    output, complaints = await service.communicate()
    assert (service.returncode, complaints) == (0, b"")
    assert b"Exception ignored" not in output


async def test_says_what_is_wrong_with_its_settings_and_words() -> None:
    """One clear message and code 2, without the secret."""
    wrong_word = await run("migrat", MONGODB_URL="mongodb://user:secret@127.0.0.1:1")
    wrong_name = await run(MONGODB_URL="mongodb://user:secret@127.0.0.1:1", MONGODB_DATABASE="a b")
    for process, words in ((wrong_word, b"usage"), (wrong_name, b"MONGODB_DATABASE")):
        _, complaints = await process.communicate()
        assert process.returncode == 2
        assert words in complaints
        assert b"secret" not in complaints
