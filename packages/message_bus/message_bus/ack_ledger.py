"""Which messages of one channel are done, and telling the broker in as few frames as possible."""

import asyncio
from collections import deque

from aiormq import Channel

from message_bus.errors import BusError
from message_bus.vendor_errors import translating

__all__ = ["AckLedger"]


class AckLedger:
    """The unacknowledged messages of one channel, in the order of their tags.

    Everything done since the last look is acknowledged together: one frame for the unbroken run
    at the head, one for each message behind a gap, so that a slow message delays no other's ack.

    Args:
        channel: the channel that delivered them; its tags mean nothing on another one.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._outstanding: deque[int] = deque()
        self._done: set[int] = set()
        self._settled: set[int] = set()
        self._wake = asyncio.Event()
        self._ended = False

    @property
    def is_usable(self) -> bool:
        """Whether the channel lives; else its messages come again elsewhere."""
        return not self._channel.is_closed

    def delivered(self, tag: int) -> None:
        """Note a message that has arrived."""
        self._outstanding.append(tag)

    def done(self, tag: int) -> None:
        """Note a message whose work is finished, whatever its outcome; it will be acknowledged."""
        self._done.add(tag)
        self._wake.set()

    async def give_back(self, tag: int) -> None:
        """Return a message to its queue; the broker delivers it again."""
        self._settled.add(tag)
        try:
            with translating():
                await self._channel.basic_nack(tag, requeue=True, wait=False)
        except BusError:
            return  # the channel is gone, so the message is back in its queue already

    async def run(self) -> None:
        """Acknowledge what is done, until `end`."""
        while not self._ended:
            await self._wake.wait()
            await self._flush()

    def end(self) -> None:
        """Let `run` acknowledge what is done by now and return."""
        self._ended = True
        self._wake.set()

    async def _flush(self) -> None:
        """Acknowledge everything that is done now."""
        self._wake.clear()
        last = 0
        outstanding, done, settled = self._outstanding, self._done, self._settled
        while outstanding:
            head = outstanding[0]
            if head in done:
                done.remove(head)
                last = head
            elif head in settled:
                settled.remove(head)
            else:
                break
            outstanding.popleft()
        try:
            with translating():
                if last:
                    await self._channel.basic_ack(last, multiple=True, wait=False)
                for tag in sorted(done):
                    done.remove(tag)
                    settled.add(tag)
                    await self._channel.basic_ack(tag, wait=False)
        except BusError:
            return  # the channel is gone; its messages come again and are recognised
