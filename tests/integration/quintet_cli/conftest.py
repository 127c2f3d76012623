"""Environments for platforms whose services are stand-ins."""

import os
from pathlib import Path

import pytest

from tests.fixtures.keeper_client import KeeperClient
from tests.fixtures.stand_ins import write_stand_ins


@pytest.fixture
def stand_in_environment(tmp_path: Path) -> dict[str, str]:
    """The machine's environment, with stand-ins in place of the services."""
    return {**os.environ, "PYTHONPATH": str(write_stand_ins(tmp_path / "stand_ins"))}


@pytest.fixture
def server_urls(servers: KeeperClient) -> dict[str, str]:
    """Variables that name the four servers of the test run."""
    return {
        "POSTGRES_URL": servers.server("postgres").url,
        "MONGODB_URL": servers.server("mongodb").url,
        "REDIS_URL": servers.server("redis").url,
        "RABBITMQ_URL": servers.server("rabbitmq").url,
        "RABBITMQ_MANAGEMENT_URL": servers.server("rabbitmq").admin_url,
    }
