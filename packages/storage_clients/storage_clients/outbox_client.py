"""The relay's way to the outbox."""

from collections.abc import Sequence

from storage_contracts.outbox import (
    ClaimedBatch,
    OutboxClaim,
    OutboxPublication,
    PublicationResult,
)

from storage_clients.asking import translating
from storage_clients.data_service import DataService

__all__ = ["OutboxClient"]

_ANSWER_SECONDS = 10.0


class OutboxClient:
    """Claims outbox rows from db_postgres_service and marks what was published."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def claim(
        self, *, limit: int = 200, lease_seconds: float = 30.0, wait_seconds: float = 10.0
    ) -> ClaimedBatch:
        """Claim rows, waiting for some when there are none.

        Not repeated after a lost answer: what was claimed unheard comes back when its lease ends.

        Args:
            limit: Most rows.
            lease_seconds: For how long nobody else gets them.
            wait_seconds: How long the data service holds the request while there are none.

        Raises:
            StorageUnavailable: The data service does not answer.
        """
        request = OutboxClaim(limit=limit, lease_seconds=lease_seconds, wait_seconds=wait_seconds)
        with translating(self._service.name):
            body = await self._service.post(
                "/outbox/claims",
                request.model_dump_json().encode(),
                wait_seconds + _ANSWER_SECONDS,
            )
        return ClaimedBatch.model_validate_json(body)

    async def mark(
        self, token: int, *, published: Sequence[int], released: Sequence[int] = ()
    ) -> PublicationResult:
        """Mark rows as published and give back those that could not be.

        Repeated while the service is in trouble: marking twice is the same as once.

        Args:
            token: The claim's fencing token.
            published: Positions that the broker has confirmed.
            released: Positions that go back at once.

        Raises:
            StorageUnavailable: The data service does not answer; the rows are published again
                when the lease ends, which consumers stand.
        """
        request = OutboxPublication(token=token, published=list(published), released=list(released))
        with translating(self._service.name):
            body = await self._service.ask(
                "/outbox/publications", request.model_dump_json().encode()
            )
        return PublicationResult.model_validate_json(body)
