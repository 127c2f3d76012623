"""What every domain event is."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainEvent:
    """Something that happened to one aggregate, in primitives.

    The fields of a subclass are the fields of the stored and published record: identifiers, text,
    whole numbers, decimals, times, booleans, nothing, flat mappings of names to these, and tuples
    of small frozen dataclasses of these. So one record serves audit, rebuilding and publication.

    Attributes:
        event_type: public name, `<entity>.<past_participle>`.
        publish: whether the event goes to the broker; an event that is not published still is in
            its stream, so that the aggregate can be folded from it.
    """

    event_type: ClassVar[str]
    publish: ClassVar[bool] = True
