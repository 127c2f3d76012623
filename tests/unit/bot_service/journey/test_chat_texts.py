"""Words and numbers: addresses as people write them, amounts as they read them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from bot_service.interface.telegram.account.languages import Language
from bot_service.interface.telegram.checkout.checkout_state import PostalAddress
from bot_service.interface.telegram.checkout.read_address import read_address
from bot_service.interface.telegram.money_text import money
from bot_service.interface.telegram.orders.order_number import order_number
from bot_service.interface.telegram.orders.order_screen import order_screen
from bot_service.interface.telegram.orders.order_status_text import cancelled_text
from bot_service.interface.telegram.orders.order_view import OrderView
from bot_service.interface.telegram.orders.shown_order import (
    ShownLine,
    ShownOrder,
    ShownRefund,
    ShownRefundRequest,
)
from bot_service.interface.telegram.translations import LANGUAGES, Translations

ORDER_ID = UUID("1f0c7a52-55f2-6d10-b1a9-0242ac120002")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What nobody chose."""
    with Translations().speaking("en"):
        yield


def an_order(status: str = "completed", **fields: object) -> ShownOrder:
    """An order of one lamp."""
    known: dict[str, object] = {
        "id": ORDER_ID,
        "user_id": UUID(int=1),
        "status": status,
        "currency": "GBP",
        "charge_amount": Decimal("5.10"),
        "refunded_charge_amount": Decimal(0),
        "ordered_at": datetime(2026, 1, 1, tzinfo=UTC),
        "shipping_address": PostalAddress(country="GB"),
        "lines": [ShownLine(description="Lamp", sku="L", quantity=2, amount=Decimal("5.10"))],
    }
    return ShownOrder.model_validate(known | fields)


@pytest.mark.parametrize(
    ("amount", "currency", "english_text", "german_text"),
    [
        ("2.5500", "GBP", "£2.55", "2,55 £"),
        ("0.001", "EUR", "€0.001", "0,001 €"),
        ("12", "USD", "$12.00", "12,00 $"),
        ("1234567.5", "CHF", "1,234,567.50 CHF", "1.234.567,50 CHF"),
        ("100", "JPY", "¥100", "100 ¥"),
        ("3", "XXX", "3.00 XXX", "3,00 XXX"),
    ],
)
def test_writes_amounts_as_people_do(
    amount: str, currency: str, english_text: str, german_text: str
) -> None:
    """In the language that is spoken."""
    assert money(Decimal(amount), currency) == english_text
    with Translations().speaking("de"):
        assert money(Decimal(amount), currency) == german_text


@pytest.mark.parametrize(
    ("text", "one_line"),
    [
        (
            "Ada Lovelace\n221B Baker Street\nW1U 8ED London\nUnited Kingdom",
            "Ada Lovelace, 221B Baker Street, W1U 8ED London, GB",
        ),
        (
            "Ada, 1 High Street, Flat 2, London SW1A 1AA, uk",
            "Ada, 1 High Street, Flat 2, SW1A 1AA London, GB",
        ),
        ("Jan; Damrak 1; 1012 AB Amsterdam; NL", "Jan, Damrak 1, 1012 AB Amsterdam, NL"),
        ("Jan\nDamrak 1\nAmsterdam 1012 AB\nNL", "Jan, Damrak 1, 1012 AB Amsterdam, NL"),
        ("Erika\nHeidestr. 17\n51147 Köln\nÖsterreich", "Erika, Heidestr. 17, 51147 Köln, AT"),
        ("Niamh\nMain Street\nGalway\nIreland", "Niamh, Main Street, Galway, IE"),
        ("X\nY\n12345\nde", "X, Y, 12345, DE"),
    ],
)
def test_reads_addresses_as_people_write_them(text: str, one_line: str) -> None:
    """By lines or commas, the postal code before or behind the town."""
    address = read_address(text)
    assert address is not None
    assert address.one_line == one_line


@pytest.mark.parametrize(
    "text",
    [
        "",
        "at home",
        "Ada\nLondon\nGB",
        "a\nb\nc\nd\ne\nGB",
        "Ada\nBaker Street\nLondon\nAtlantis",
        f"Ada\n{'x' * 300}\nLondon\nGB",
    ],
)
def test_an_address_that_lacks_something_is_none(text: str) -> None:
    """Or has too much of it."""
    assert read_address(text) is None


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("cancelled_by_customer", "as you wished"),
        ("insufficient_stock", "Somebody was faster"),
        ("payment_failed", "did not go through"),
        (None, "could not fulfil"),
    ],
)
def test_says_why_an_order_was_cancelled(reason: str | None, words: str) -> None:
    """In the customer's words."""
    order = an_order("cancelled", cancellation_reason=reason)
    assert words in cancelled_text(order)
    assert words in order_screen(OrderView(order)).text


def test_tells_how_far_refunds_are() -> None:
    """One that failed is the shop's business."""
    refunds = [
        ShownRefund(status="requested", charge_amount=Decimal(1)),
        ShownRefund(status="completed", charge_amount=Decimal(2)),
        ShownRefund(status="failed", charge_amount=Decimal(3)),
    ]
    text = order_screen(OrderView(an_order(refunds=refunds))).text
    assert "£1.00 is on its way back" in text
    assert "£2.00 went back" in text
    assert "£3.00" not in text


@pytest.mark.parametrize(
    ("status", "reason", "words", "is_askable"),
    [
        ("open", None, "A colleague is looking at it", False),
        ("approved", None, "Completed", True),
        ("declined", "worn <out>", "worn &lt;out&gt;", True),
        ("declined", None, "—", True),
    ],
)
def test_tells_what_became_of_a_wish_for_a_refund(
    status: str, reason: str | None, words: str, *, is_askable: bool
) -> None:
    """And offers to ask when nobody is at it."""
    request = ShownRefundRequest.model_validate(
        {"order_id": ORDER_ID, "status": status, "decline_reason": reason}
    )
    screen = order_screen(OrderView(an_order(), request))
    assert words in screen.text
    assert any("Ask for a refund" in one.text for row in screen.rows for one in row) == is_askable


def test_a_paid_order_can_neither_be_cancelled_nor_refunded() -> None:
    """For the moment that it takes."""
    screen = order_screen(OrderView(an_order("confirmed")))
    assert "Paid" in screen.text
    assert len(screen.rows) == 1


def test_what_went_back_altogether_is_not_asked_for_again() -> None:
    """Nothing is left."""
    order = an_order(refunded_charge_amount=Decimal("5.10"))
    assert not OrderView(order).is_refund_possible


def test_a_long_order_fits_into_a_message() -> None:
    """Long names are cut, and so are many lines; old orders know only the shop's code."""
    lines = [ShownLine(sku="85123A", quantity=1, amount=Decimal(1))]
    lines += [ShownLine(description="<" * 255, sku="x", quantity=1, amount=Decimal(1))] * 50
    text = order_screen(OrderView(an_order(lines=lines))).text
    assert "85123A" in text
    assert "… and 21 more" in text
    assert "…" in text


def test_the_number_of_an_order_is_the_end_of_its_id() -> None:
    """Its beginning is the same for all orders of a minute."""
    assert order_number(ORDER_ID) == "AC120002"


def test_languages_are_those_of_the_translations() -> None:
    """Each with its name in itself."""
    assert tuple(Language) == LANGUAGES
    assert Language.GERMAN.label == "🇩🇪 Deutsch"
