"""Orders that must not be placed."""

from storage_contracts.json_value import Json

from tests.integration.api_service.bad_request import NOBODY, ORDER, PRODUCT, BadRequest


def _order(
    name: str,
    changes: dict[str, Json],
    field_path: str | None,
    code: str = "validation",
    status: int = 422,
) -> BadRequest:
    return BadRequest(
        name=name,
        path="/api/v1/orders",
        status=status,
        code=code,
        body=ORDER | changes,
        field_path=field_path,
    )


def _line(
    name: str, changes: dict[str, Json], field_path: str, code: str = "validation"
) -> BadRequest:
    line: dict[str, Json] = {"product_id": PRODUCT, "quantity": 1}
    return _order(f"line with {name}", {"lines": [line | changes]}, f"lines.0.{field_path}", code)


LINES: tuple[BadRequest, ...] = (
    _line("zero pieces", {"quantity": 0}, "quantity"),
    _line("fewer than no pieces", {"quantity": -3}, "quantity"),
    _line("too many pieces", {"quantity": 1_000_001}, "quantity"),
    _line("a huge number", {"quantity": 10**30}, "quantity"),
    _line("pieces as text", {"quantity": "2"}, "quantity"),
    _line("half a piece", {"quantity": 1.5}, "quantity"),
    _line("a whole float", {"quantity": 2.0}, "quantity"),
    _line("true pieces", {"quantity": True}, "quantity"),
    _line("null pieces", {"quantity": None}, "quantity"),
    _line("an unknown field", {"colour": "red"}, "colour"),
    _line("an unknown product", {"product_id": NOBODY}, "product_id", "product_unknown"),
    _line("no UUID", {"product_id": "85123A"}, "product_id"),
    _line("an unknown kind", {"kind": "gift"}, "kind"),
    _line("a float price", {"unit_price": 1.5}, "unit_price"),
    _line("a price that is no number", {"unit_price": "NaN"}, "unit_price"),
    _line("an endless price", {"unit_price": "Infinity"}, "unit_price"),
    _line("a price with an exponent", {"unit_price": "1e3"}, "unit_price"),
    _line("a price with an underscore", {"unit_price": "1_0"}, "unit_price"),
    _line("a price of five decimals", {"unit_price": "1.00001"}, "unit_price"),
    _line("a price of eleven digits", {"unit_price": "12345678901"}, "unit_price"),
    _line("digits of another script", {"unit_price": "\u0663"}, "unit_price"),
    _line(
        "NUL in a fee's text",
        {"kind": "fee", "unit_price": "1", "description": "a\0b"},
        "description",
        "invalid_value",
    ),
)
ORDERS: tuple[BadRequest, ...] = (
    _order("order without lines", {"lines": []}, "lines"),
    _order("order with lines of the wrong type", {"lines": "two lanterns"}, "lines"),
    _order("order with a null line", {"lines": [None]}, "lines.0"),
    _order(
        "order of too many lines",
        {"lines": [{"product_id": PRODUCT, "quantity": 1}] * 2001},
        "lines",
    ),
    _order("order with an unknown field", {"discount": "1.00"}, "discount"),
    _order("order without an address", {"shipping_address": None}, "shipping_address"),
    _order(
        "order to an unknown kind of country",
        {"shipping_address": {"country": "gb"}},
        "shipping_address.country",
    ),
    _order(
        "order with NUL in the city",
        {"shipping_address": {"country": "GB", "city": "Lon\0don"}},
        "shipping_address.city",
        "invalid_value",
    ),
    _order(
        "order with an escape sequence in the recipient",
        {"shipping_address": {"country": "GB", "recipient": "\x1b[2J"}},
        "shipping_address.recipient",
        "invalid_value",
    ),
    _order(
        "order with a city that is too long",
        {"shipping_address": {"country": "GB", "city": "x" * 121}},
        "shipping_address.city",
    ),
    _order(
        "order with NUL in the payment",
        {"payment_method": "a\0"},
        "payment_method",
        "invalid_value",
    ),
    _order(
        "order with a blank payment", {"payment_method": "  "}, "payment_method", "invalid_value"
    ),
    _order(
        "order with an e-mail that is none",
        {"contact_email": "ada"},
        "contact_email",
        "invalid_value",
    ),
    _order(
        "order with an e-mail of NUL", {"contact_email": "\0"}, "contact_email", "invalid_value"
    ),
    _order("order in an unknown currency", {"currency": "XXX"}, "currency", "invalid_value"),
    _order("order of no product", {"lines": [{"quantity": 1}]}, "currency", "invalid_value"),
    _order(
        "order of no product in pounds",
        {"lines": [{"quantity": 1}], "currency": "GBP"},
        "lines.0.product_id",
        "invalid_value",
    ),
    _order("order in two currencies", {"currency": "EUR"}, "lines.0", "mixed_currencies"),
    _order("order without a time zone", {"ordered_at": "2026-01-15T10:30:00"}, "ordered_at"),
    _order("order before all calendars", {"ordered_at": "0001-01-01T00:00:00+14:00"}, "ordered_at"),
    _order("order after all calendars", {"ordered_at": "9999-12-31T23:59:59-14:00"}, "ordered_at"),
    _order("order at no time", {"ordered_at": "yesterday"}, "ordered_at"),
    _order("order with NUL in the channel", {"channel": "a\0b"}, "channel", "invalid_value"),
    _order(
        "order with a blank reference",
        {"channel": "shop", "reference": " "},
        "reference",
        "invalid_value",
    ),
    _order("order without a payment", {"payment_method": 7}, "payment_method"),
    _order(
        "order that gives money away",
        {
            "lines": [{"kind": "discount", "quantity": 1, "unit_price": "-5.00"}],
            "currency": "GBP",
        },
        None,
        "negative_total",
    ),
    _order(
        "order of a fee in no currency",
        {"lines": [{"kind": "fee", "quantity": 1, "unit_price": "5.00"}]},
        "currency",
        "invalid_value",
    ),
)
