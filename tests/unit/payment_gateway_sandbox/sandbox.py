"""A sandbox in the test's own process, with callbacks that a test can watch."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

from payment_gateway_sandbox.callbacks import CallbackSender
from payment_gateway_sandbox.charges import ChargeRequest
from payment_gateway_sandbox.ledger import Ledger
from payment_gateway_sandbox.teller import Teller
from pydantic import SecretStr

SECRET = "callback secret"
ORDER_ID = UUID("1f0c7a52-55f2-6d10-b1a9-0242ac120002")


@dataclass
class Receiver:
    """Takes callbacks.

    Attributes:
        bodies: What came, in order.
        refusals: How many more to refuse.
    """

    bodies: list[dict[str, str]] = field(default_factory=list)
    refusals: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, body: bytes, signature: str) -> bool:
        """Check the signature, remember, acknowledge or not."""
        expected = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(signature, expected)
        self.bodies.append(json.loads(body))
        self.news.set()
        if self.refusals:
            self.refusals -= 1
            return False
        return True

    async def has(self, number: int) -> None:
        """Wait for so many."""
        async with asyncio.timeout(5):
            while len(self.bodies) < number:
                self.news.clear()
                await self.news.wait()


@dataclass
class Sandbox:
    """The parts of a running sandbox."""

    ledger: Ledger
    teller: Teller
    receiver: Receiver


@asynccontextmanager
async def sandbox(
    file: Path, *, late_seconds: float = 0.0, receiver: Receiver | None = None
) -> AsyncIterator[Sandbox]:
    """Run a sandbox on this ledger for the length of a block."""
    ledger = Ledger(file)
    receiver = receiver or Receiver()
    callbacks = CallbackSender(ledger, receiver, SecretStr(SECRET), first_pause_seconds=0.001)
    teller = Teller(ledger, callbacks, late_seconds=late_seconds, stall_seconds=0.0)
    ledger.open()
    callbacks.start()
    teller.start()
    try:
        yield Sandbox(ledger, teller, receiver)
    finally:
        await teller.stop()
        await callbacks.stop()
        ledger.close()


def a_charge(card: str = "card_approve", key: str | None = None, **changes: str) -> ChargeRequest:
    """A request of 6.78 pounds."""
    fields = {
        "idempotency_key": key or f"{uuid4()}:charge",
        "order_id": ORDER_ID,
        "amount": "6.78",
        "currency": "GBP",
        "payment_method": card,
    }
    return ChargeRequest.model_validate(fields | changes)
