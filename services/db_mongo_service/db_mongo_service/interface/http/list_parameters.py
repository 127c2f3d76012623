"""Query parameters of lists, read from the request and shown in OpenAPI."""

from typing import Annotated, Final

from fastapi import Query
from starlette.requests import Request
from storage_contracts.json_value import Json, JsonObject

from db_mongo_service.infrastructure.listing.filters import MAX_CHOICES
from db_mongo_service.infrastructure.listing.list_errors import ListRefused
from db_mongo_service.infrastructure.listing.listable import (
    LONGEST_TEXT,
    Listable,
    ListableField,
    Operator,
    parse_moment,
    parse_uuid,
)
from db_mongo_service.infrastructure.repositories.listing import ListRequest

_OWN: Final = frozenset({"limit", "sort", "cursor"})

Limit = Annotated[int, Query(ge=1, le=500, description="Most items on the page.")]
Sort = Annotated[
    str | None,
    Query(description="Sort keys, comma-separated; `-` before a key sorts down."),
]
Cursor = Annotated[str | None, Query(description="`next_cursor` of the page before.")]


def list_request(
    request: Request,
    limit: int,
    sort: str | None,
    cursor: str | None,
) -> ListRequest:
    """Return what is asked for; every parameter that is not a page's own is a filter.

    Raises:
        ListRefused: A parameter is given twice.
    """
    parameters = request.query_params.multi_items()
    names = [name for name, _ in parameters]
    for name in names:
        if names.count(name) > 1:
            raise ListRefused(name, "not_allowed", "may be given once")
    filters = [(name, value) for name, value in parameters if name not in _OWN]
    return ListRequest(limit=limit, sort=sort, cursor=cursor, filters=filters)


def document_list(listable: Listable, example: JsonObject) -> JsonObject:
    """Return the `openapi_extra` of a list's route.

    Args:
        listable: Gives one parameter per filter and operator.
        example: An item of the page that is shown.
    """
    parameters: list[Json] = [
        {
            "name": f"{name}__{operator}",
            "in": "query",
            "required": False,
            **_shape(field, operator),
            "description": f"Filter: `{name}` {operator.replace('_', ' ')} the value.",
        }
        for name, field in listable.fields.items()
        for operator in sorted(field.operators)
    ]
    page: JsonObject = {"items": [example], "next_cursor": None}
    return {
        "parameters": parameters,
        "responses": {"200": {"content": {"application/json": {"example": page}}}},
    }


def _shape(field: ListableField, operator: Operator) -> JsonObject:
    """Return what a parameter takes: one value, several with commas between, or true or false."""
    if operator == "is_null":
        return {"schema": {"type": "boolean"}}
    value: JsonObject = {"type": "string"}
    if field.parse is parse_uuid:
        value["format"] = "uuid"
    elif field.parse is parse_moment:
        value["format"] = "date-time"
    else:
        value["maxLength"] = LONGEST_TEXT
    if operator != "in":
        return {"schema": value}
    several: JsonObject = {"type": "array", "items": value, "minItems": 1, "maxItems": MAX_CHOICES}
    return {"schema": several, "style": "form", "explode": False}
