"""The best selling products, what was given back taken off."""

from decimal import Decimal
from typing import Final

from storage_contracts.analytics.top_products import TopProductsBy

from db_mongo_service.infrastructure.bson_types import Bson, Document, Pipeline
from db_mongo_service.infrastructure.pipelines.order_filter import OrderFilter

_NOTHING: Final = Decimal(0)


def _of_this_line(field: str, nothing: Bson) -> Document:
    """Return the sum of a field over the refunds of the line in hand."""
    refunds_of_line: Document = {
        "$filter": {
            "input": "$refunded_lines",
            "as": "refund",
            "cond": {"$eq": ["$$refund.line_no", "$lines.line_no"]},
        },
    }
    amounts: Document = {
        "$map": {"input": refunds_of_line, "as": "refund", "in": f"$$refund.{field}"},
    }
    # Added to, because the sum of no amounts is an int. Most orders have no refund at all: these
    # skip the search.
    found: Document = {"$add": [nothing, {"$sum": amounts}]}
    return {"$cond": [{"$gt": ["$refunded_lines", None]}, found, nothing]}


def top_products_pipeline(orders: OrderFilter, by: TopProductsBy, limit: int) -> Pipeline:
    """Return the pipeline over `order_facts`, best product first.

    Args:
        orders: Which orders count.
        by: What the best is best at, after refunds.
        limit: How many products.
    """
    return [
        {"$match": orders.match_completed()},
        {"$project": {"_id": 0, "currency": 1, "lines": 1, "refunded_lines": 1}},
        {"$unwind": "$lines"},
        {
            "$group": {
                "_id": {"product_id": "$lines.product_id", "currency": "$currency"},
                "sku": {"$last": "$lines.sku"},
                "description": {"$last": "$lines.description"},
                "orders": {"$sum": 1},
                "sold_quantity": {"$sum": "$lines.quantity"},
                "sold_revenue": {"$sum": "$lines.amount"},
                "refunded_quantity": {"$sum": _of_this_line("quantity", 0)},
                "refunded_revenue": {"$sum": _of_this_line("amount", _NOTHING)},
            },
        },
        {
            "$project": {
                "_id": 0,
                "product_id": "$_id.product_id",
                "currency": "$_id.currency",
                "sku": 1,
                "description": {"$ifNull": ["$description", ""]},
                "orders": 1,
                "quantity": {"$subtract": ["$sold_quantity", "$refunded_quantity"]},
                "revenue": {"$subtract": ["$sold_revenue", "$refunded_revenue"]},
                "refunded_quantity": 1,
                "refunded_revenue": 1,
            },
        },
        {"$sort": {by: -1, "product_id": 1, "currency": 1}},
        {"$limit": limit},
    ]
