"""A saga made of steps as people see it: started and watched through the API."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from storage_contracts.json_value import Json

from tests.integration.api_service.api_scene import Answer
from tests.integration.worker_service.saga_scene import Shop, eventually

ENDS: Final = frozenset({"completed", "compensated"})


@dataclass(frozen=True, slots=True)
class ProcessInView:
    """One process.

    Attributes:
        shop: Where it was started.
        location: Where the API shows it.
    """

    shop: Shop
    location: str

    async def row(self) -> Answer:
        """How far it is."""
        answer = await self.shop.admin.get(self.location)
        assert answer.status == 200, answer.response.body
        return answer

    async def is_over(self) -> bool:
        """Whether it is at one of its ends."""
        return (await self.row()).body["status"] in ENDS

    async def ends(self, status: str) -> Answer:
        """Wait for its end, which is this one; returns how it looks then."""
        await eventually(self.is_over)
        answer = await self.row()
        assert answer.body["status"] == status, answer.response.body
        return answer


async def start_process(shop: Shop, path: str, body: Mapping[str, Json]) -> ProcessInView:
    """Start a process as staff."""
    answer = await shop.admin.post(path, dict(body))
    assert answer.status == 201, answer.response.body
    location = answer.response.header("location")
    assert location is not None
    return ProcessInView(shop, location)
