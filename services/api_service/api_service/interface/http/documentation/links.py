"""Where an answer of the API leads."""

from typing import Final

from service_runtime.openapi_links import Link

_API: Final = "/api/v1"
_ID: Final = "$response.body#/id"
_FIRST: Final = "$response.body#/items/0/id"
_ETAG: Final = "$response.header.ETag"


def _link(source: str, status: int, target: str, **parameters: str) -> Link:
    """A link between two operations, named without the prefix they share."""
    full = [label.replace(" ", f" {_API}", 1) for label in (source, target)]
    given = {name.replace("If_Match", "If-Match"): value for name, value in parameters.items()}
    return Link(full[0], status, full[1], given)


def _of_lists() -> tuple[Link, ...]:
    lists = (
        "me/sessions",
        "oauth_clients",
        "orders",
        "refund_requests",
        "security_acts",
        "users",
    )
    return tuple(_to_next_page(name) for name in lists)


def _to_next_page(things: str) -> Link:
    return _link(f"GET /{things}", 200, f"GET /{things}", cursor="$response.body#/next_cursor")


def _of_things(things: str, thing: str, *changes: str) -> tuple[Link, ...]:
    """From a page to the next one, and from a thing in it or a new one to what can be done."""
    one, parameter = f"/{things}/{{{thing}_id}}", f"{thing}_id"
    return (
        _to_next_page(things),
        _link(f"GET /{things}", 200, f"GET {one}", **{parameter: _FIRST}),
        _link(f"POST /{things}", 201, f"GET {one}", **{parameter: _ID}),
        *(
            _link(f"POST /{things}", 201, f"{change} {one}", **{parameter: _ID, "If_Match": _ETAG})
            for change in changes
        ),
    )


LINKS: Final = (
    *_of_lists(),
    *_of_things("products", "product", "PATCH"),
    *_of_things("tasks", "task", "PATCH"),
    _to_next_page("processes"),
    _link("GET /processes", 200, "GET /processes/{process_id}", process_id=_FIRST),
    # quintet new: links
    _link("POST /orders", 201, "GET /orders/{order_id}", order_id=_ID),
    _link("POST /orders", 201, "POST /orders/{order_id}/cancel", order_id=_ID),
    _link("POST /orders", 201, "GET /orders/{order_id}/timeline", order_id=_ID),
    _link("POST /orders", 201, "GET /orders/{order_id}/payments", order_id=_ID),
    _link("GET /orders", 200, "GET /orders/{order_id}", order_id=_FIRST),
    _link("GET /orders/{order_id}", 200, "POST /orders/{order_id}/refunds", order_id=_ID),
    _link(
        "GET /orders/{order_id}",
        200,
        "GET /orders/{order_id}/versions/{version}",
        order_id=_ID,
        version="$response.body#/version",
    ),
    _link("POST /products", 201, "GET /products/{product_id}/stock", product_id=_ID),
    _link("POST /products", 201, "POST /products/{product_id}/stock_adjustments", product_id=_ID),
    _link("GET /products/search", 200, "GET /products/{product_id}", product_id=_FIRST),
    _link("GET /orders/{order_id}", 200, "POST /orders/{order_id}/refund_requests", order_id=_ID),
    *(
        _link(
            source,
            status,
            f"POST /refund_requests/{{refund_request_id}}/{decision}",
            refund_request_id=identity,
        )
        for decision in ("approve", "decline")
        for source, status, identity in (
            ("POST /orders/{order_id}/refund_requests", 201, _ID),
            ("GET /refund_requests", 200, _FIRST),
        )
    ),
    *(
        _link(
            f"PUT /{things}/{{{thing}_id}}/attachments/{{attachment_id}}",
            201,
            "GET /attachments/{attachment_id}/content",
            attachment_id=_ID,
        )
        for things, thing in (("tasks", "task"), ("orders", "order"), ("products", "product"))
    ),
    _link(
        "GET /products/{product_id}/photo",
        200,
        "GET /attachments/{attachment_id}/content",
        attachment_id=_ID,
    ),
    _link("POST /tasks", 201, "POST /tasks/{task_id}/complete", task_id=_ID),
    _link("GET /users", 200, "GET /users/{user_id}", user_id=_FIRST),
    _link("GET /users/{user_id}", 200, "PATCH /users/{user_id}", user_id=_ID, If_Match=_ETAG),
    _link("GET /me", 200, "PATCH /me", If_Match=_ETAG),
    _link(
        "POST /oauth_clients",
        201,
        "POST /oauth_clients/{client_id}/rotate_secret",
        client_id="$response.body#/client_id",
    ),
    _link(
        "POST /oauth_clients",
        201,
        "POST /oauth_clients/{client_id}/deactivate",
        client_id="$response.body#/client_id",
    ),
    _link(
        "GET /dead_letters/{consumer}",
        200,
        "GET /dead_letters/{consumer}/{dead_letter_id}",
        consumer="$request.path.consumer",
        dead_letter_id=_FIRST,
    ),
)
"""From what was made to what can be done with it, and from a page to the next one."""
