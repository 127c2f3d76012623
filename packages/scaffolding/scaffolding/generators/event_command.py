"""The use case that records a further event, and its route."""

from typing import Final

from scaffolding.errors import CannotGenerate
from scaffolding.generators.context import HEXAGON
from scaffolding.generators.entity_places import EntityPlaces
from scaffolding.names import checked_name, class_name, words
from scaffolding.project_folder import ProjectFolder
from scaffolding.records import find_record
from scaffolding.request import JsonObject

__all__ = ["command_variables"]

_LONGEST_PATH: Final = 47
"""Letters of context and command together: both stand in one line of imports."""
_OF_THE_ENTITY: Final = ("Entity", "Entities", "entities", "SCOPE", "words_plural")


def command_variables(
    project: ProjectFolder, places: EntityPlaces, command: str | None, by: str
) -> JsonObject:
    """Return the names of the command; empty texts without one.

    Raises:
        CannotGenerate: It is not called `<verb>_<entity>`, is there already, or the entity was not
            generated: then nobody knows how its use cases are written.
    """
    nothing: JsonObject = dict.fromkeys(("command", "Command", "verb_words", *_OF_THE_ENTITY), "")
    if command is None:
        return nothing | {"has_command": False, "entity_fields": []}
    checked_name(command, "command")
    verb = command.removesuffix(f"_{places.entity}")
    if verb == command or not verb:
        raise CannotGenerate(
            f"call the command by a verb and its entity, as in grant_{places.entity}: not {command}"
        )
    if len(places.context) + len(command) > _LONGEST_PATH:
        raise CannotGenerate(
            f"{places.context} and {command} are longer than {_LONGEST_PATH} letters together: say"
            " the command shorter"
        )
    if by != "api_service":
        raise CannotGenerate(f"a command has a route of api_service: it cannot be written by {by}")
    for file in sorted(project.root.glob(f"{HEXAGON}/application/commands/*/{command}.py")):
        raise CannotGenerate(f"{file.relative_to(project.root)} is there already")
    record = find_record(project, "entity", places.entity)
    if record is None:
        raise CannotGenerate(
            f"{places.entity} was not generated: leave --command out, and write the use case like"
            f" those in {HEXAGON}/application/commands/{places.context}"
        )
    variables = record.request.variables
    return {
        **{name: variables[name] for name in _OF_THE_ENTITY},
        "command": command,
        "Command": class_name(command),
        "verb_words": words(verb),
        "has_command": True,
        "entity_fields": variables["fields"],
    }
