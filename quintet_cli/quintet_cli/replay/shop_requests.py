"""The bodies and keys of the requests that a plan makes."""

from dataclasses import dataclass
from urllib.parse import quote

from storage_contracts.json_value import JsonObject

from quintet_cli.replay.classification import ClassifiedRow, LineKind
from quintet_cli.replay.country_codes import country_code
from quintet_cli.replay.replay_plan import PlannedOrder, PlannedProduct, PlannedRefund
from quintet_cli.replay.shop_file import ShopRow

CURRENCY = "GBP"
PAYMENT_METHOD = "card_approve"


@dataclass(frozen=True, slots=True)
class Request:
    """One POST with the key that makes it happen once."""

    path: str
    key: str
    body: JsonObject


def create_product(channel: str, product: PlannedProduct) -> Request:
    """Adds a product with its opening stock."""
    return Request(
        "/api/v1/products",
        f"{channel}:product:{product.sku}",
        {
            "sku": product.sku,
            "name": product.name,
            "unit_price": str(product.unit_price),
            "currency": CURRENCY,
            "opening_stock": product.opening_stock,
        },
    )


def find_product_path(sku: str) -> str:
    """Where to find a product by its code."""
    return f"/api/v1/products?sku__eq={quote(sku, safe='')}"


def top_up(channel: str, product_id: str, product: PlannedProduct) -> Request:
    """Adds the pieces that this replay needs to a product that was there before."""
    return Request(
        f"/api/v1/products/{product_id}/stock_adjustments",
        f"{channel}:top_up:{product.sku}",
        {
            "delta": product.opening_stock,
            "reason": "opening stock of a replay",
            "reference": f"{channel}:opening",
        },
    )


def place_order(channel: str, order: PlannedOrder, product_ids: dict[str, str]) -> Request:
    """Places one invoice."""
    first = order.lines[0].row
    body: JsonObject = {
        "channel": channel,
        "reference": order.invoice,
        "ordered_at": first.invoiced_at.isoformat(),
        "shipping_address": {"country": country_code(first.country)},
        "payment_method": PAYMENT_METHOD,
        "currency": CURRENCY,
        "lines": [_line(entry, product_ids) for entry in order.lines],
    }
    if first.customer_id:
        body["contact_email"] = f"customer_{first.customer_id}@example.com"
    return Request("/api/v1/orders", f"{channel}:order:{order.invoice}", body)


def refund(channel: str, planned: PlannedRefund, order_id: str) -> Request:
    """Gives back lines of one order."""
    return Request(
        f"/api/v1/orders/{order_id}/refunds",
        f"{channel}:refund:{planned.invoice}:{planned.order_invoice}",
        {
            "reason": "cancelled by the customer",
            "reference": planned.invoice,
            "lines": [
                {"line_no": item.line_no, "quantity": item.quantity} for item in planned.returns
            ],
        },
    )


def adjust_stock(channel: str, row: ShopRow, product_id: str) -> Request:
    """Books found, damaged and thrown away pieces."""
    return Request(
        f"/api/v1/products/{product_id}/stock_adjustments",
        f"{channel}:row:{row.number}",
        {
            "delta": row.quantity,
            "reason": row.description.strip() or "stock count",
            "reference": f"{channel}:row:{row.number}",
        },
    )


def _line(entry: ClassifiedRow, product_ids: dict[str, str]) -> JsonObject:
    row = entry.row
    line: JsonObject = {
        "kind": entry.kind.value,
        "quantity": row.quantity,
        "unit_price": str(row.unit_price),
    }
    if entry.kind is LineKind.PRODUCT:
        line["product_id"] = product_ids[row.stock_code]
    else:
        line["sku"] = row.stock_code
        line["description"] = row.description.strip() or row.stock_code
    return line
