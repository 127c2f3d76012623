"""Remembers which updates were handled."""

from typing import Protocol


class HandledUpdates(Protocol):
    """Numbers of updates whose effect is stored, for two days.

    It spares work and second answers; that nothing happens twice is held by the claims of the use
    cases, which do not forget.
    """

    async def has(self, update_id: int) -> bool:
        """Whether the update was handled.

        Raises:
            StorageUnavailable: The memory does not answer.
        """
        ...

    async def add(self, update_id: int) -> None:
        """Notes that the update was handled.

        Raises:
            StorageUnavailable: The memory does not answer.
        """
        ...
