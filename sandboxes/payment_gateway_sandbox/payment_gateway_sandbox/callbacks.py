"""Delivers the outcome of late charges: at least once, signed, until it is acknowledged."""

import asyncio
import hashlib
import hmac
from typing import Protocol

from pydantic import SecretStr
from telemetry.logs import get_logger

from payment_gateway_sandbox.charges import Callback
from payment_gateway_sandbox.ledger import CallbackDelivered, CallbackOwed, Ledger

_LOG = get_logger("payment_gateway_sandbox.callbacks")
_FIRST_PAUSE_SECONDS = 0.2
_LONGEST_PAUSE_SECONDS = 10.0


class CallbackPost(Protocol):
    """Posts a body to the callback address."""

    async def __call__(self, body: bytes, signature: str) -> bool:
        """Returns whether the receiver acknowledged it with a 2xx status."""
        ...


class CallbackSender:
    """Sends the callbacks that the ledger owes, also those owed since before a restart.

    Args:
        ledger: Knows what is owed.
        post: Posts a callback.
        secret: The key of its signature.
        first_pause_seconds: Pause after a first failure; it doubles from there.
    """

    def __init__(
        self,
        ledger: Ledger,
        post: CallbackPost,
        secret: SecretStr,
        *,
        first_pause_seconds: float = _FIRST_PAUSE_SECONDS,
    ) -> None:
        self._first_pause_seconds = first_pause_seconds
        self._ledger = ledger
        self._post = post
        self._secret = secret.get_secret_value().encode()
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Takes up what is still owed."""
        for callback in list(self._ledger.owed_callbacks.values()):
            self._spawn(callback)

    def owe(self, callback: Callback) -> None:
        """Promises a callback and starts to deliver it."""
        self._ledger.record(CallbackOwed(callback=callback))
        self._spawn(callback)

    async def stop(self) -> None:
        """Stops delivering; what is owed stays in the ledger."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _spawn(self, callback: Callback) -> None:
        task = asyncio.create_task(self._deliver(callback))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, callback: Callback) -> None:
        body = callback.model_dump_json(exclude={"copies"}).encode()
        signature = hmac.new(self._secret, body, hashlib.sha256).hexdigest()
        for _ in range(callback.copies):
            pause = self._first_pause_seconds
            while not await self._post(body, signature):
                _LOG.info("callback_not_acknowledged", event_id=str(callback.event_id))
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
        self._ledger.record(CallbackDelivered(event_id=str(callback.event_id)))
