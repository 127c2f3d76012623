"""Order within each aggregate, concurrency between them."""

from collections import deque

__all__ = ["Lanes"]


class Lanes[ItemT]:
    """Waiting items in lanes; of a lane that is taken nothing more is given out.

    Items of one lane come out in the order in which they went in, and never while an earlier one
    is still in work. Lanes come out in the order in which they became ready.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, deque[ItemT]] = {}
        self._ready: deque[str] = deque()
        self._taken: set[str] = set()
        self._size = 0

    def __len__(self) -> int:
        """Return how many items wait."""
        return self._size

    @property
    def has_ready(self) -> bool:
        """Whether `take` would give something."""
        return bool(self._ready)

    def put(self, lane: str, item: ItemT) -> None:
        """Add an item at the end of its lane."""
        self._size += 1
        queue = self._waiting.get(lane)
        if queue is not None:
            queue.append(item)
            return
        self._waiting[lane] = deque((item,))
        if lane not in self._taken:
            self._ready.append(lane)

    def take(self, limit: int) -> tuple[list[ItemT], list[str]]:
        """Take up to `limit` items, several of a lane in their order.

        Returns:
            The items, and their lanes, which must be released when the items are done.
        """
        items: list[ItemT] = []
        lanes: list[str] = []
        while self._ready and len(items) < limit:
            lane = self._ready.popleft()
            queue = self._waiting[lane]
            while queue and len(items) < limit:
                items.append(queue.popleft())
            if not queue:
                del self._waiting[lane]
            self._taken.add(lane)
            lanes.append(lane)
        self._size -= len(items)
        return items, lanes

    def release(self, lanes: list[str]) -> None:
        """Let the next items of these lanes out."""
        for lane in lanes:
            self._taken.discard(lane)
            if lane in self._waiting:
                self._ready.append(lane)

    def clear(self) -> None:
        """Forget all waiting items; taken lanes stay taken until they are released."""
        self._waiting.clear()
        self._ready.clear()
        self._size = 0
