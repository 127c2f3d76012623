"""`HandledUpdates` in memory."""

from business_hexagon.application.errors import StorageUnavailable


class RememberedUpdates:
    """Implements `HandledUpdates`.

    Attributes:
        numbers: Those that were handled.
        away: Whether it does not answer: `has`, `add`, both or none.
    """

    def __init__(self) -> None:
        self.numbers: set[int] = set()
        self.away: set[str] = set()

    async def has(self, update_id: int) -> bool:
        """See `HandledUpdates.has`."""
        self._answer("has")
        return update_id in self.numbers

    async def add(self, update_id: int) -> None:
        """See `HandledUpdates.add`."""
        self._answer("add")
        self.numbers.add(update_id)

    def _answer(self, command: str) -> None:
        if command in self.away:
            raise StorageUnavailable(service="redis", reason="away")
