"""What the catalogue knows about one event type."""

from dataclasses import dataclass
from enum import StrEnum
from inspect import getdoc
from types import NoneType
from typing import get_args

from pydantic.fields import FieldInfo

from integration_events.event_data import EventData
from integration_events.json_value import Json, JsonObject

__all__ = ["Delivery", "EventDefinition", "Pattern", "example_of"]


class Pattern(StrEnum):
    """What the event is about: a business object, a piece of work, or the running system."""

    ENTITY = "entity"
    PROCESS = "process"
    SYSTEM = "system"


class Delivery(StrEnum):
    """What is promised to consumers.

    `at_least_once`: stored with the change that it tells of, published until confirmed, applied
    once by the inbox. `fire_and_forget`: sent to the broker once; it may be lost. `stored_only`:
    for the audit trail and for rebuilding, never sent.
    """

    AT_LEAST_ONCE = "at_least_once"
    FIRE_AND_FORGET = "fire_and_forget"
    STORED_ONLY = "stored_only"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDefinition:
    """One row of the catalogue.

    Attributes:
        event_type: `<subject>.<past_participle>`, also the routing key.
        data: model of the event's data at `schema_version`.
        schema_version: version of the data that is written now.
        aggregate: kind of the stream that stores it; None for what is not stored.
        pattern: what it is about.
        delivery: what is promised.
        origins: services that cause it (`service` in the envelope).
    """

    event_type: str
    data: type[EventData]
    schema_version: int = 1
    aggregate: str | None
    pattern: Pattern
    delivery: Delivery
    origins: tuple[str, ...]

    @property
    def description(self) -> str:
        """What the event says, in one paragraph."""
        return (getdoc(self.data) or "").split("\n\n")[0]

    @property
    def example(self) -> JsonObject:
        """Data of one such event, as it is on the wire."""
        return example_of(self.data)


def example_of(model: type[EventData]) -> JsonObject:
    """Compose an example of a model from the examples of its fields.

    Raises:
        LookupError: a field has neither an example nor a default.
    """
    return {
        name: _field_example(f"{model.__name__}.{name}", field)
        for name, field in model.model_fields.items()
    }


def _field_example(path: str, field: FieldInfo) -> Json:
    examples: list[Json] | None = field.examples
    if examples:
        return examples[0]
    annotation: type[object] | None = field.annotation
    if isinstance(annotation, type) and issubclass(annotation, EventData):
        return example_of(annotation)
    for part in get_args(annotation):
        if isinstance(part, type) and issubclass(part, EventData):
            return [example_of(part)]
        # `Alias | None` hides the alias's own example below the union.
        for metadata in getattr(part, "__metadata__", ()):
            if isinstance(metadata, FieldInfo) and metadata.examples:
                inner: Json = metadata.examples[0]
                return inner
    if NoneType in get_args(annotation):
        return None
    raise LookupError(f"{path} has no example")
