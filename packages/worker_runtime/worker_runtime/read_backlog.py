"""Reads how much waits in the queues, and declares them again when they are gone."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from message_bus.errors import EntityMissing
from message_bus.queue_stats import QueueStats
from message_bus.retry_ladder import RetryLadder
from message_bus.topology import dead_letters_queue, retry_queue
from prometheus_client import Gauge
from telemetry.logs import get_logger

_LOG = get_logger("worker_runtime.read_backlog")
_WAITING = Gauge("queue_messages", "Messages that wait in a queue.", ("queue",))


@dataclass(frozen=True, slots=True)
class _Queues:
    work: str
    retries: tuple[str, ...]
    dead_letters: str

    @property
    def all(self) -> tuple[str, ...]:
        return (self.work, *self.retries, self.dead_letters)


class ReadBacklog:
    """Keeps the latest figures of every consumer's queues.

    A broker that came back without its data has no queues: whoever consumes them would fail for
    ever, and the relay would find no route. So they are declared again.

    Args:
        stats: Asks the broker.
        declare: Declares all queues, exchanges and bindings.
        consumers: Names of the consumers.
        ladder: The rungs on which their failed messages wait.
    """

    def __init__(
        self,
        stats: QueueStats,
        declare: Callable[[], Awaitable[None]],
        consumers: Sequence[str],
        ladder: RetryLadder,
    ) -> None:
        self._stats = stats
        self._declare = declare
        self._queues = {
            name: _Queues(
                name,
                tuple(retry_queue(name, delay) for delay in ladder.delays),
                dead_letters_queue(name),
            )
            for name in consumers
        }
        self._messages: dict[str, int] = {}

    @property
    def consumers(self) -> tuple[str, ...]:
        """The consumers whose queues are read."""
        return tuple(self._queues)

    def of(self, consumer: str) -> Mapping[str, float]:
        """What waits for a consumer; empty before the first reading."""
        queues = self._queues[consumer]
        messages = self._messages
        if not messages:
            return {}
        return {
            "waiting": messages[queues.work],
            "retrying": sum(messages[queue] for queue in queues.retries),
            "dead_letters": messages[queues.dead_letters],
        }

    async def read(self) -> bool:
        """Reads all queues once.

        Raises:
            BusError: The broker does not answer.
        """
        names = [queue for queues in self._queues.values() for queue in queues.all]
        try:
            stats = await self._stats.of_many(names)
        except EntityMissing as error:
            _LOG.warning("queues_declared_again", reason=str(error))
            await self._declare()
            return False
        self._messages = {stat.queue: stat.messages for stat in stats}
        for queue, messages in self._messages.items():
            _WAITING.labels(queue).set(messages)
        return False
