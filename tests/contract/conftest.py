"""Which implementations a contract suite runs against."""

from collections.abc import AsyncIterator

import pytest
from storage_clients import BatchedCommits

from tests.contract.storage_ports import StoragePorts, fake_ports, http_ports
from tests.fixtures.any_service import AnyService


@pytest.fixture(scope="session")
async def http_storage(db_postgres_service_url: str) -> AsyncIterator[StoragePorts]:
    """The real adapters over a real db_postgres_service."""
    async with AnyService("db_postgres_service", db_postgres_service_url) as service:
        yield http_ports(service)


@pytest.fixture(scope="session")
async def batching_storage(db_postgres_service_url: str) -> AsyncIterator[StoragePorts]:
    """The real adapters as the worker has them: commits of one moment share a request."""
    async with AnyService("db_postgres_service", db_postgres_service_url) as service:
        batches = BatchedCommits(service)
        yield http_ports(service, batches)
        await batches.aclose()


@pytest.fixture
def fake_storage() -> StoragePorts:
    """The fakes, empty."""
    return fake_ports()


@pytest.fixture(
    params=[
        "fake",
        pytest.param("http", marks=pytest.mark.integration),
        pytest.param("batching", marks=pytest.mark.integration),
    ]
)
def ports(request: pytest.FixtureRequest) -> StoragePorts:
    """Each implementation in turn."""
    storage: StoragePorts = request.getfixturevalue(f"{request.param}_storage")
    return storage
