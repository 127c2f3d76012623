"""Where an answer of this service leads."""

from typing import Final

from service_runtime.openapi_links import Link

from db_postgres_service.infrastructure.reading.catalogue import RESOURCES


def _of_lists() -> tuple[Link, ...]:
    links: list[Link] = []
    for resource in RESOURCES:
        page = f"GET /{resource.name}"
        links.append(Link(page, 200, page, {"cursor": "$response.body#/next_cursor"}))
        if len(resource.key) == 1:
            key = {"key": f"$response.body#/items/0/{resource.key[0]}"}
            links.append(Link(page, 200, f"GET /{resource.name}/{{key}}", key))
    return tuple(links)


LINKS: Final = (
    *_of_lists(),
    Link("POST /orders/place", 200, "GET /orders/{key}", {"key": "$request.body#/order/id"}),
    Link("POST /orders/place", 200, "GET /sagas/{key}", {"key": "$request.body#/saga/id"}),
    Link(
        "POST /orders/place",
        200,
        "GET /orders/by_reference/{channel}/{reference}",
        {
            "channel": "$request.body#/order/channel",
            "reference": "$request.body#/order/reference",
        },
    ),
    Link(
        "POST /atomic_writes",
        200,
        "GET /idempotency_records",
        {
            "scope": "$request.body#/idempotency/scope",
            "key": "$request.body#/idempotency/key",
        },
    ),
    Link(
        "GET /orders/{key}",
        200,
        "GET /event_streams/{kind}/{identity}",
        {"kind": "order", "identity": "$response.body#/id"},
    ),
    Link("GET /users", 200, "GET /user_credentials/{key}", {"key": "$response.body#/items/0/id"}),
    Link(
        "GET /users",
        200,
        "GET /users/by_email/{email}",
        {"email": "$response.body#/items/0/email"},
    ),
    Link(
        "GET /sessions",
        200,
        "GET /session_credentials/{key}",
        {"key": "$response.body#/items/0/id"},
    ),
)
"""From a page to the next one and to its first row, and from a write to what it has written."""
