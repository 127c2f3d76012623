"""A further event of a present entity: what happens to it, from its method to its subscribers."""

from collections.abc import Sequence
from typing import Final

from architecture_rules.reading.event_words import tells_the_past
from architecture_rules.rules.naming.q408_events_are_told_in_the_past import RULE

from scaffolding.errors import CannotGenerate
from scaffolding.generators.entity import FOLLOW_UP
from scaffolding.generators.entity_places import EntityPlaces, find_entity
from scaffolding.generators.event_command import command_variables
from scaffolding.generators.event_fields import checked_fields, field_parts
from scaffolding.generators.hexagon_events import hexagon_events
from scaffolding.names import article, checked_name, class_name, words
from scaffolding.project_folder import ProjectFolder
from scaffolding.request import JsonObject, Request

__all__ = ["WRITERS", "event_request"]

WRITERS: Final = {
    "api_service": "_API",
    "worker_service": "_WORKER",
    "bot_service": '("bot_service",)',
}
"""Who may write an event, and how the catalogue says so."""


def event_request(
    project: ProjectFolder,
    event: str,
    fields: Sequence[str],
    *,
    command: str | None = None,
    by: str = "api_service",
) -> Request:
    """Make the request for an event.

    Args:
        project: Where it shall be.
        event: `<entity>.<what_happened>`.
        fields: What it says besides whom it happened to, as typed; may be empty.
        command: A use case `<verb>_<entity>` that records it, with its route; None for none.
        by: The service that writes it.

    Raises:
        CannotGenerate: The name is no past participle or taken, or the entity has no place for it.
    """
    entity, participle = _checked_event(event)
    if by not in WRITERS:
        raise CannotGenerate(f"{by} writes no events: take {', '.join(WRITERS)}")
    if event in hexagon_events(project):
        raise CannotGenerate(f"there is an event {event} already")
    places = find_entity(project, entity)
    given = checked_fields(places, fields)
    variables: JsonObject = {
        "event": event,
        "Event": class_name(f"{entity}_{participle}"),
        "participle": participle,
        "participle_words": words(participle),
        "entity": entity,
        "ENTITY": entity.upper(),
        "words": words(entity),
        "article": article(entity),
        "context": places.context,
        "by": by,
        "origins": WRITERS[by],
        **_places(places),
        **field_parts(places, given),
        "method": _method(places, participle, command),
        **command_variables(project, places, command, by),
    }
    follow_up = FOLLOW_UP if command is not None else ()
    return Request(kind="event", name=event, variables=variables, follow_up=follow_up)


def _checked_event(event: str) -> tuple[str, str]:
    entity, dot, participle = event.partition(".")
    if not dot:
        raise CannotGenerate(f"{event!r} is no event. {RULE.card.mend}")
    checked_name(entity, "entity")
    checked_name(participle, "event")
    if not tells_the_past(event):
        raise CannotGenerate(
            f"{event} does not tell what happened ({RULE.card.id}). {RULE.card.mend}"
            f" {RULE.card.why}"
        )
    return entity, participle


def _places(places: EntityPlaces) -> JsonObject:
    return {
        "aggregate_file": places.aggregate_file,
        "aggregate_module": _module(places.aggregate_file),
        "aggregate_class": places.aggregate_class,
        "requires_present": "_require_present" in places.methods,
        "events_file": places.events_file,
        "events_module": _module(places.events_file),
        "first_event": places.first_event,
        "data_file": places.data_file,
        "data_module": _module(places.data_file).rpartition(".")[2],
        "identity": places.identity,
    }


def _module(path: str) -> str:
    return ".".join(path.removesuffix(".py").split("/")[2:])


def _method(places: EntityPlaces, participle: str, command: str | None) -> str:
    """`grant` for the command `grant_wish`; without a command `mark_granted`."""
    method = f"mark_{participle}" if command is None else command.removesuffix(f"_{places.entity}")
    if method in places.methods:
        raise CannotGenerate(f"{places.aggregate_class} has a method {method} already")
    return method
