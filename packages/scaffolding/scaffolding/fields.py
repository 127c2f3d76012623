"""Fields of an entity, as they are typed: `title:text note:text? state:choice(open,done)`."""

import builtins
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scaffolding.errors import CannotGenerate
from scaffolding.field_types import FIELD_TYPES
from scaffolding.names import article, checked_name, class_name, words
from scaffolding.request import JsonObject
from scaffolding.reserved_words import OF_FIELDS

__all__ = ["Field", "field_variables", "parse_fields"]

_LONGEST: Final = 30
_MOST: Final = 10
"""More of them make a file of more lines than the house allows."""
_TYPED: Final = re.compile(
    r"(?P<name>[^:]*):(?P<type>[a-z]+)(\((?P<choices>[^()]*)\))?(?P<mark>\??)"
)
_FEWEST_CHOICES: Final = 2
_LONGEST_CHOICE: Final = 84
"""Letters of a field, its type and a choice together, since they stand in one line."""
_FIXED_TYPES: Final = {
    "order_id": "identifier",
    "refund_id": "identifier",
    "ordered_at": "moment",
    "country": "text",
}
"""Names that the reports read of every event, and what they must be then."""


@dataclass(frozen=True)
class Field:
    """A field of an entity.

    Attributes:
        name: In snake_case.
        type: One of `FIELD_TYPES`.
        choices: What a choice can be, in order; nothing for other types.
        optional: Whether it may be missing.
    """

    name: str
    type: str
    choices: tuple[str, ...] = ()
    optional: bool = False


def parse_fields(typed: Sequence[str], *, forbidden: Sequence[str] = ()) -> list[Field]:
    """Read fields from words such as `title:text`, `note:text?` and `state:choice(open,done)`.

    Args:
        typed: One word for each field.
        forbidden: Names that this entity cannot give to a field.

    Raises:
        CannotGenerate: There is none, or one cannot be; the message says which and why.
    """
    if not typed:
        raise CannotGenerate("an entity needs a field: give one or more, as in title:text")
    if len(typed) > _MOST:
        raise CannotGenerate(f"{len(typed)} fields are more than {_MOST}: make two entities of it")
    fields = [_parse(word) for word in typed]
    names = [field.name for field in fields]
    for name in names:
        if name in forbidden or name in OF_FIELDS or hasattr(builtins, name):
            raise CannotGenerate(f"no field can be called {name!r}, that is taken")
        if names.count(name) > 1:
            raise CannotGenerate(f"{name} is there twice: each field has a name of its own")
    return fields


def _parse(word: str) -> Field:
    found = _TYPED.fullmatch(word)
    if found is None:
        raise CannotGenerate(
            f"{word!r} is no field: write name:type, as in title:text, note:text? (may be missing)"
            " or 'state:choice(open,done)'"
        )
    name, type_ = checked_name(found["name"], "field"), found["type"]
    if type_ not in FIELD_TYPES:
        raise CannotGenerate(f"{name} cannot be of type {type_}: it is {_all_types()}")
    if len(name) > _LONGEST:
        raise CannotGenerate(f"{name!r} is longer than {_LONGEST} letters: say it shorter")
    if _FIXED_TYPES.get(name, type_) != type_:
        raise CannotGenerate(
            f"{name} must be of type {_FIXED_TYPES[name]}: the reports read it of every event"
        )
    return Field(name, type_, _choices(name, type_, found["choices"]), bool(found["mark"]))


def _choices(name: str, type_: str, written: str | None) -> tuple[str, ...]:
    if type_ != "choice":
        if written is not None:
            raise CannotGenerate(f"{name}: only a choice has words in brackets")
        return ()
    choices = tuple(re.split(r"[,|]", written or ""))
    if len(choices) < _FEWEST_CHOICES or len(set(choices)) < len(choices):
        raise CannotGenerate(
            f"{name}: a choice needs two different words or more, as in '{name}:choice(open,done)'"
        )
    return tuple(checked_name(choice, "choice") for choice in choices)


def _all_types() -> str:
    *most, last = FIELD_TYPES
    return f"{', '.join(most)} or {last}"


def field_variables(field: Field, entity: str) -> JsonObject:
    """Return all that templates say of a field.

    Args:
        field: The field.
        entity: Name of its entity.

    Raises:
        CannotGenerate: Its choices are too long.
    """
    kind = FIELD_TYPES[field.type]
    label = words(field.name)
    first, second = (*field.choices, "", "")[:2]
    enum = f"{class_name(entity)}{class_name(field.name)}" if field.choices else ""
    longest = max(map(len, field.choices), default=0)
    if len(field.name) + len(enum) + longest > _LONGEST_CHOICE:
        raise CannotGenerate(
            f"{field.name} with its choices does not fit into a line as {enum}: say the field or"
            " the choices shorter"
        )
    parts = {
        "field": field.name,
        "words": label,
        "article": article(label),
        "Article": article(label).capitalize(),
        "enum": enum,
        "literals": ", ".join(f'"{choice}"' for choice in field.choices),
        "first": first,
        "second": second,
        "FIRST": first.upper(),
        "SECOND": second.upper(),
    }

    def told(text: str) -> str:
        return text.format_map(parts)

    example, other = kind.values
    return {
        "name": field.name,
        "Name": class_name(field.name),
        "label": label,
        "article": article(label),
        "type": field.type,
        "optional": field.optional,
        "choices": list(field.choices),
        "enum": enum,
        "meaning": told(kind.meaning),
        "domain_type": told(kind.domain_type),
        "event_type": told(kind.published_type),
        "row_type": told(kind.row_type),
        "body_type": told(kind.body_type),
        "column_type": kind.column_type,
        "migration_type": kind.migration_type,
        "check": told(kind.check),
        "example_python": told(example[0]),
        "row_python": told(example[1]),
        "example_json": told(example[2]),
        "other_python": told(other[0]),
        "other_row_python": told(other[1]),
        "other_json": told(other[2]),
        "wrong_python": told(kind.wrong_python),
        "wrong_json": told(kind.wrong_json),
    }
