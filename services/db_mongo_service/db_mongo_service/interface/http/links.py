"""Where an answer of this service leads."""

from typing import Final

from service_runtime.openapi_links import Link

LINKS: Final = (
    Link(
        "PUT /attachments/{attachment_id}",
        200,
        "GET /attachments/{attachment_id}",
        {"attachment_id": "$response.body#/id"},
    ),
    Link(
        "PUT /attachments/{attachment_id}",
        200,
        "GET /attachments/{attachment_id}/content",
        {"attachment_id": "$response.body#/id"},
    ),
    Link(
        "GET /attachments",
        200,
        "GET /attachments/{attachment_id}/content",
        {"attachment_id": "$response.body#/items/0/id"},
    ),
    Link(
        "POST /analytics_events/bulk",
        200,
        "GET /analytics_events/{event_id}",
        {"event_id": "$request.body#/events/0/event_id"},
    ),
    Link(
        "POST /analytics_events/bulk",
        200,
        "GET /user_behaviour/{user_key}",
        {"user_key": "$request.body#/events/0/user_key"},
    ),
    Link(
        "POST /application_logs/bulk",
        200,
        "GET /application_logs/{log_id}",
        {"log_id": "$request.body#/logs/0/log_id"},
    ),
    *(
        link
        for name, key in (
            ("analytics_events", "event_id"),
            ("application_logs", "log_id"),
            ("user_behaviour", "user_key"),
        )
        for link in (
            Link(f"GET /{name}", 200, f"GET /{name}", {"cursor": "$response.body#/next_cursor"}),
            Link(
                f"GET /{name}",
                200,
                f"GET /{name}/{{{key}}}",
                {key: f"$response.body#/items/0/{key}"},
            ),
        )
    ),
)
"""From what was recorded to what is kept, from a page to the next one and to its first item."""
