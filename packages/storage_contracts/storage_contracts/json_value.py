"""JSON, typed without `Any`."""

from typing import Annotated

from pydantic import GetPydanticSchema
from pydantic_core import core_schema

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None
type JsonObject = dict[str, Json]


OpaqueObject = Annotated[
    JsonObject,
    GetPydanticSchema(
        lambda _source, _handler: core_schema.dict_schema(
            core_schema.str_schema(), core_schema.any_schema()
        )
    ),
]
"""A JSON object whose inside is somebody else's business.

What a JSON parser has read is JSON: checking each value against the recursive type again would
cost more than all the rest of a large order.
"""
