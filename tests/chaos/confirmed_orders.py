"""Compares what people bought with the orders of their accounts, as the API tells of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID

from business_hexagon.domain.chats.chat import chat_account_id
from pydantic import BaseModel, ConfigDict

from tests.e2e.shop_visitor import ShopVisitor
from tests.fixtures.telegram_feed import TelegramFeed
from tests.fixtures.telegram_shopper import Confirmed, TelegramShopper, is_final

ENDED = {"completed": "✅", "cancelled": "❌"}
"""What the last word about an order begins with."""


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore")

    product_id: UUID
    quantity: int


class _Address(BaseModel):
    model_config = ConfigDict(extra="ignore")

    line1: str = ""


class PlacedOrder(BaseModel):
    """An order of the API."""

    model_config = ConfigDict(extra="ignore")

    id: UUID
    status: str
    shipping_address: _Address
    lines: list[_Line]


@dataclass(frozen=True)
class Purchase:
    """What tells one purchase of a person from another."""

    street: str
    lines: frozenset[tuple[str, int]]

    @classmethod
    def wanted(cls, confirmed: Confirmed) -> "Purchase":
        """What somebody pressed the button for."""
        return cls(confirmed.street, frozenset(confirmed.lines.items()))

    @classmethod
    def made(cls, order: PlacedOrder) -> "Purchase":
        """What the shop has written down."""
        lines = frozenset((line.product_id.hex, line.quantity) for line in order.lines)
        return cls(order.shipping_address.line1, lines)


def differences(confirmed: Iterable[Confirmed], orders: Iterable[PlacedOrder]) -> list[str]:
    """Name each purchase that has no order, and each order that nobody asked for or asked once."""
    wanted = Counter(Purchase.wanted(each) for each in confirmed)
    made = Counter(Purchase.made(each) for each in orders)
    lost = [f"lost: {each}" for each in (wanted - made).elements()]
    return lost + [f"doubled or unasked: {each}" for each in (made - wanted).elements()]


def unfinished(
    shopper: TelegramShopper, feed: TelegramFeed, orders: Iterable[PlacedOrder]
) -> list[str]:
    """Name each order whose message does not say how it ended."""
    found = []
    by_number = {order.id.hex[-8:].upper(): order for order in orders}
    for confirmed in shopper.confirmed:
        words = feed.message(shopper.chat_id, confirmed.message_id).words
        order = next((each for number, each in by_number.items() if number in words.upper()), None)
        if order is None or not is_final(feed.message(shopper.chat_id, confirmed.message_id)):
            found.append(f"not final: {words!r}")
        elif ENDED.get(order.status, "?") not in words:
            found.append(f"{order.status}, but: {words!r}")
    return found


async def orders_of(admin: ShopVisitor, chat_id: int) -> list[PlacedOrder]:
    """All orders of the account that was opened in a chat."""
    user_id = chat_account_id(chat_id)
    found: list[PlacedOrder] = []
    cursor: str | None = ""
    while cursor is not None:
        page = await admin.get(f"/orders?all=true&limit=100&user_id={user_id}{cursor}")
        assert page.status == 200, page
        found += [await _order(admin, str(item["id"])) for item in page.items]
        following = page.body.get("next_cursor")
        cursor = f"&cursor={quote(following)}" if isinstance(following, str) else None
    return found


async def _order(admin: ShopVisitor, order_id: str) -> PlacedOrder:
    answer = await admin.get(f"/orders/{order_id}")
    assert answer.status == 200, answer
    return PlacedOrder.model_validate(answer.body)
