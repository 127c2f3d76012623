"""Put examples beside the schemas of an operation."""

from collections.abc import Mapping, Sequence

from fastapi.openapi.models import Example
from pydantic_core import to_jsonable_python
from storage_contracts.wire_model import WireModel

type Responses = dict[int | str, dict[str, object]]
type Shown = WireModel | Sequence[WireModel] | Mapping[str, object]


def answers(example: Shown, problems: Mapping[int | str, dict[str, object]]) -> Responses:
    """Return the `responses` of an operation: its success with an example, and its problems."""
    content = {"application/json": {"example": to_jsonable_python(example)}}
    return {200: {"description": "Done.", "content": content}, **problems}


def page_of(row: WireModel) -> dict[str, object]:
    """Return the example of a page with one row."""
    return {"items": [to_jsonable_python(row)], "next_cursor": None}


def body_example(example: WireModel) -> dict[str, Example]:
    """Return the `openapi_examples` of a body."""
    return {"example": {"value": to_jsonable_python(example)}}
