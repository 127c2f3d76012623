"""Somebody who looks around in a chat, and buys now and then."""

import time
from dataclasses import dataclass, field
from typing import Final

from storage_contracts.json_value import JsonObject

from benchmarks.bot_load.pacer import Pacer
from tests.fixtures.telegram_people import SeenMessage
from tests.fixtures.telegram_shopper import TelegramShopper, buttons, has

_BUYERS: Final = 0.3
_WORDS: Final = ("lamp", "candle", "blanket", "oak", "mug")


@dataclass(frozen=True)
class Given:
    """An update that was given to the sandbox.

    Attributes:
        kind: What it was, for the table.
        chat_id: Whose.
        at: When, in seconds since the epoch: right before it was sent.
        query_id: Of a press.
    """

    kind: str
    chat_id: int
    at: float
    query_id: str | None


@dataclass
class Visitor(TelegramShopper):
    """Does one thing after the other, each when the pace allows it.

    Attributes:
        pacer: The pace of all visitors together.
        given: What was done.
    """

    pacer: Pacer | None = None
    given: list[Given] = field(default_factory=list)

    async def gives(self, what: str, body: JsonObject) -> JsonObject:
        """Give an update when it is due, and note it."""
        if self.pacer is not None:
            await self.pacer.turn()
        at = time.time()
        told = await super().gives(what, body)
        query_id = told.get("query_id")
        known = str(query_id) if query_id is not None else None
        self.given.append(Given(_kind(body), self.chat_id, at, known))
        return told

    async def registers(self) -> None:
        """Open an account."""
        start = await self.says("/start", lambda one: has(one, "catalogue"))
        await self.presses(start, "register", lambda one: not has(one, "register"))

    async def visit(self) -> None:
        """Look around; perhaps buy what was found."""
        start = await self.says("/start", lambda one: has(one, "catalogue"))
        shelf = await self.presses(start, "catalogue", lambda one: has(one, "product:"))
        wanted = self.dice.choice([each for each in buttons(shelf) if each.startswith("product:")])
        lines = {}
        if self.dice.random() < _BUYERS:
            product_id = wanted.partition(":")[2]
            lines[product_id] = await self.put_in_cart(shelf, product_id)
        else:
            await self.press(shelf, wanted)
        await self.says(self.dice.choice(_WORDS), lambda one: has(one, "product:"))
        cart = await self.says("/cart", _is_cart)
        if lines:
            await self.buy(cart, lines)
            await self.says("/orders", lambda one: has(one, "order:"))
        await self.says("/help", lambda one: "/catalogue" in one.words)


def _is_cart(message: SeenMessage) -> bool:
    return has(message, "checkout") or has(message, "catalogue")


def _kind(body: JsonObject) -> str:
    text, data = body.get("text"), body.get("data")
    if isinstance(data, str):
        return f"button {data.partition(':')[0]}"
    if isinstance(text, str) and text.startswith("/"):
        return text.partition(" ")[0]
    return "address" if "\n" in str(text) else "search"
