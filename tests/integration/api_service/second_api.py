"""A second api_service over the same data services: what one process changes, the other hears."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from http_transport import HttpClient

from tests.fixtures.service_process import free_port, service_process
from tests.integration.api_service.api_scene import Api


@asynccontextmanager
async def another_api(environment: dict[str, str]) -> AsyncIterator[Api]:
    """A guest of another process, which ends with the block."""
    port = free_port()
    settings = environment | {"API_SERVICE_PORT": str(port)}
    with service_process("api_service", port, settings) as url:
        async with HttpClient(url) as client:
            yield Api(client)
