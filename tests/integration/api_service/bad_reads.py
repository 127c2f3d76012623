"""Paths and queries that lead nowhere."""

from tests.integration.api_service.bad_request import NOBODY, BadRequest


def _get(name: str, path: str, field_path: str | None, code: str = "validation") -> BadRequest:
    return BadRequest(name=name, path=path, status=422, code=code, field_path=field_path)


PATHS: tuple[BadRequest, ...] = (
    _get("product by no UUID", "/api/v1/products/85123A", "path.product_id"),
    _get("product by NUL", "/api/v1/products/%00", "path.product_id"),
    _get("product by invalid UTF-8", "/api/v1/products/%ff%fe", "path.product_id"),
    _get("order by no UUID", "/api/v1/orders/7", "path.order_id"),
    _get("version by text", f"/api/v1/orders/{NOBODY}/versions/first", "path.version"),
    _get("version 0", f"/api/v1/orders/{NOBODY}/versions/0", "path.version"),
    _get("huge version", f"/api/v1/orders/{NOBODY}/versions/{10**30}", "path.version"),
    BadRequest(
        name="unknown product", path=f"/api/v1/products/{NOBODY}", status=404, code="not_found"
    ),
    BadRequest(name="unknown order", path=f"/api/v1/orders/{NOBODY}", status=404, code="not_found"),
    BadRequest(
        name="unknown order's story",
        path=f"/api/v1/orders/{NOBODY}/timeline",
        status=404,
        code="not_found",
    ),
    BadRequest(
        name="unknown order's version",
        path=f"/api/v1/orders/{NOBODY}/versions/1",
        status=404,
        code="not_found",
    ),
    BadRequest(
        name="unknown order's payments",
        path=f"/api/v1/orders/{NOBODY}/payments",
        status=404,
        code="not_found",
    ),
    BadRequest(
        name="unknown product's stock",
        path=f"/api/v1/products/{NOBODY}/stock",
        status=404,
        code="not_found",
    ),
    BadRequest(name="unknown task", path=f"/api/v1/tasks/{NOBODY}", status=404, code="not_found"),
    BadRequest(name="unknown path", path="/api/v1/nothing", status=404, code="not_found"),
    BadRequest(
        name="method that is not there",
        path="/api/v1/orders",
        method="DELETE",
        status=405,
        code="method_not_allowed",
    ),
    BadRequest(
        name="method that a lean route has not",
        path=f"/api/v1/products/{NOBODY}",
        method="PUT",
        status=405,
        code="method_not_allowed",
    ),
)
QUERIES: tuple[BadRequest, ...] = (
    _get("cursor garbage", "/api/v1/products?cursor=garbage", "query.cursor", "invalid_value"),
    _get("cursor of NUL", "/api/v1/products?cursor=%00", "query.cursor", "invalid_value"),
    _get(
        "cursor of another script",
        "/api/v1/products?cursor=%E2%82%AC",
        "query.cursor",
        "invalid_value",
    ),
    _get("long cursor", f"/api/v1/products?cursor={'x' * 1001}", "query.cursor"),
    _get("limit 0", "/api/v1/products?limit=0", "query.limit"),
    _get("limit 201", "/api/v1/products?limit=201", "query.limit"),
    _get("limit of text", "/api/v1/products?limit=many", "query.limit"),
    _get("unknown sort", "/api/v1/products?sort=colour", "query.sort", "invalid_value"),
    _get("sort of NUL", "/api/v1/products?sort=%00", "query.sort", "invalid_value"),
    _get("unknown filter", "/api/v1/products?colour=red", "query.colour__eq", "invalid_value"),
    _get("unknown operator", "/api/v1/products?sku__like=a", "query.sku__like", "filter_invalid"),
    _get(
        "filter of the wrong type",
        "/api/v1/products?is_active=perhaps",
        "query.is_active__eq",
        "invalid_value",
    ),
    _get("filter of NUL", "/api/v1/products?sku=%00", "query.sku__eq", "invalid_value"),
    _get(
        "filter beyond numbers",
        f"/api/v1/products?unit_price__gte={'9' * 400}",
        "query",
        "invalid_value",
    ),
    _get(
        "filter that is no number",
        "/api/v1/products?unit_price__gte=NaN",
        "query.unit_price__gte",
        "invalid_value",
    ),
    _get(
        "filter of invalid UTF-8",
        "/api/v1/orders?all=true&user_id=%ff",
        "query.user_id__eq",
        "invalid_value",
    ),
    _get("search for nothing", "/api/v1/products/search", "query.q"),
    _get("search for NUL", "/api/v1/products/search?q=%00", "query.q", "invalid_value"),
    _get("search for too much", f"/api/v1/products/search?q={'x' * 101}", "query.q"),
    _get("orders of the wrong flag", "/api/v1/orders?all=perhaps", "query.all"),
    _get("tasks of no view", "/api/v1/tasks?view=mine", "query.view"),
    _get("report of no time", "/api/v1/analytics/revenue?from=never", "query.from"),
    _get(
        "report without a zone", "/api/v1/analytics/revenue?from=2026-01-01T00:00:00", "query.from"
    ),
    _get(
        "report out of the calendar",
        "/api/v1/analytics/revenue?from=0001-01-01T00:00:00%2B14:00",
        "query.from",
    ),
    _get(
        "report that ends first",
        "/api/v1/analytics/revenue?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z",
        None,
        "invalid_value",
    ),
    _get("report of no country", "/api/v1/analytics/revenue?country=gb", "query.country"),
    _get("report of too many", "/api/v1/analytics/top_products?limit=0", "query.limit"),
    _get("dead letters of no consumer's name", "/api/v1/dead_letters/%00", "path.consumer"),
    _get(
        "dead letters beyond the limit",
        "/api/v1/dead_letters/worker_refunds?limit=0",
        "query.limit",
    ),
)
