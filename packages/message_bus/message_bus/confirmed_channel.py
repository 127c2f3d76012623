"""Sends a message and returns when the broker has it on disk."""

import asyncio
from typing import Final

import aiormq.exceptions
from aiormq import Channel
from pamqp.commands import Basic

from message_bus.connection import BusConnection, close_quietly
from message_bus.errors import Nacked, PublishFailed, Unconfirmed, Unroutable
from message_bus.vendor_errors import VENDOR_ERRORS, cancelled_by_vendor

__all__ = ["ConfirmedChannel"]

_CONFIRM_SECONDS: Final = 10.0


class ConfirmedChannel:
    """A channel with confirms that is opened when it is needed, and again when it broke.

    Args:
        connection: whose channel.
        confirm_seconds: silence of the broker after which a message counts as unconfirmed.
    """

    def __init__(
        self, connection: BusConnection, *, confirm_seconds: float = _CONFIRM_SECONDS
    ) -> None:
        self._connection = connection
        self._confirm_seconds = confirm_seconds
        self._channel: Channel | None = None
        self._opening = asyncio.Lock()
        self._in_flight: dict[str, list[asyncio.Future[None]]] = {}

    async def send(
        self, *, exchange: str, routing_key: str, body: bytes, properties: Basic.Properties
    ) -> None:
        """Publish one persistent, mandatory message and wait for its confirm.

        Args:
            exchange: where to; the empty name sends to the queue named by the routing key.
            routing_key: what bindings match.
            body: the message.
            properties: with a message id and delivery mode 2.

        Raises:
            BrokerUnavailable: there is no connection; nothing was sent.
            Unroutable: no queue takes it.
            Nacked: the broker refused it.
            Unconfirmed: no answer; publish it again.
        """
        message_id = properties.message_id or ""
        while (waiting := self._in_flight.get(message_id)) is not None:
            # The driver finds a returned message by its id: two at once would be mixed up.
            turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            waiting.append(turn)
            await turn
        self._in_flight[message_id] = []
        try:
            channel = self._channel
            if channel is None or channel.is_closed:
                channel = await self._open()
            await self._publish(channel, exchange, routing_key, body, properties)
        finally:
            for turn in self._in_flight.pop(message_id):
                if not turn.done():
                    turn.set_result(None)

    async def _open(self) -> Channel:
        async with self._opening:
            if self._channel is None or self._channel.is_closed:
                self._channel = await self._connection.open_channel(confirms=True)
            return self._channel

    async def _publish(
        self,
        channel: Channel,
        exchange: str,
        routing_key: str,
        body: bytes,
        properties: Basic.Properties,
    ) -> None:
        try:
            await channel.basic_publish(
                body,
                exchange=exchange,
                routing_key=routing_key,
                properties=properties,
                mandatory=True,
                timeout=self._confirm_seconds,
                # The confirm says more than that the bytes have left.
                wait=False,
            )
        except asyncio.CancelledError as error:
            if not cancelled_by_vendor():
                raise
            raise _failure(properties, error) from error
        except VENDOR_ERRORS as error:
            raise _failure(properties, error) from error

    async def close(self) -> None:
        """Close the channel; what is unconfirmed by then fails."""
        channel, self._channel = self._channel, None
        if channel is not None:
            await close_quietly(channel)


def _failure(properties: Basic.Properties, error: BaseException) -> PublishFailed:
    message_id = properties.message_id or ""
    match error:
        case aiormq.exceptions.PublishError():
            return Unroutable(message_id, "no queue takes it")
        case aiormq.exceptions.DeliveryError():
            return Nacked(message_id, "the broker refused it")
        case _:
            return Unconfirmed(message_id, f"no confirm ({type(error).__name__}: {error})")
