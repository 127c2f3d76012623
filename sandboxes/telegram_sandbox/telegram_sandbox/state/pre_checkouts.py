"""Payments that wait for the bot's consent."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from telegram_sandbox.json_value import JsonObject
from telegram_sandbox.state.api_error import bad_request

_CHECKOUTS: Final = 1_000


@dataclass(slots=True)
class PreCheckout:
    """One payment and the bot's answer, None while there is none."""

    query_id: str
    chat_id: int
    invoice: JsonObject
    answer: JsonObject | None = None


class PreCheckouts:
    """The last payments."""

    def __init__(self) -> None:
        self._checkouts: OrderedDict[str, PreCheckout] = OrderedDict()

    def add(self, chat_id: int, invoice: JsonObject) -> PreCheckout:
        """Note a payment."""
        checkout = PreCheckout(str(uuid4().int >> 65), chat_id, invoice)
        self._checkouts[checkout.query_id] = checkout
        if len(self._checkouts) > _CHECKOUTS:
            self._checkouts.popitem(last=False)
        return checkout

    def find(self, query_id: str) -> PreCheckout | None:
        """Return a payment, None when it is unknown."""
        return self._checkouts.get(query_id)

    def answer(self, query_id: str, answer: JsonObject) -> PreCheckout:
        """Note the bot's answer.

        Raises:
            ApiError: The payment is unknown, or was answered before.
        """
        checkout = self._checkouts.get(query_id)
        if checkout is None or checkout.answer is not None:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        checkout.answer = answer
        return checkout

    def clear(self) -> None:
        """Forget all payments."""
        self._checkouts.clear()
