"""A further entity: what users own, with all that is done with it, in every layer."""

import re
import zlib
from collections.abc import Sequence
from typing import Final

from scaffolding.errors import CannotGenerate
from scaffolding.field_types import FIELD_TYPES
from scaffolding.fields import field_variables, parse_fields
from scaffolding.generators.context import HEXAGON, context_variables
from scaffolding.generators.schema_versions import next_migration
from scaffolding.generators.taken_tables import refuse_taken_tables_and_routes
from scaffolding.names import article, checked_name, class_name, plural_of, words
from scaffolding.project_folder import ProjectFolder
from scaffolding.request import JsonObject, Request
from scaffolding.reserved_words import OF_ENTITIES

__all__ = ["entity_request"]

_LONGEST: Final = 24
_LONGEST_PATH: Final = 38
"""Letters of context and entity together: both stand in one line of imports."""
_KIND: Final = re.compile(r'kind: ClassVar\[str\] = "(\w+)"')
_SCOPE: Final = re.compile(r'= "(\w+:\w+)"')
FOLLOW_UP: Final = (
    ("python", "-m", "quintet_cli.documents.access_page"),
    ("python", "-m", "quintet_cli.documents.retention_page"),
)


def entity_request(
    project: ProjectFolder,
    entity: str,
    fields: Sequence[str],
    *,
    context: str,
    plural: str | None = None,
) -> Request:
    """Make the request for an entity.

    Args:
        project: Where it shall be.
        entity: Its name, in the singular.
        fields: Its fields, as typed.
        context: The context that it belongs to.
        plural: Its name in the plural; None for the usual one.

    Raises:
        CannotGenerate: A name cannot be, something else has it, or there is no such context.
    """
    entities = plural_of(entity) if plural is None else plural
    _check_names(entity, entities, context)
    if not project.has(f"{HEXAGON}/domain/{context}/__init__.py"):
        known = ", ".join(_contexts(project))
        raise CannotGenerate(
            f"there is no context {context}: make it with `quintet new context {context}`, or"
            f" take one of {known}"
        )
    _refuse_collisions(project, entity, entities, context)
    refuse_taken_tables_and_routes(project, entities, context)
    forbidden = (entity, entities, f"{entity}_id")
    parsed = parse_fields(fields, forbidden=forbidden)
    scope = _scope_of(project, context, entities)
    number, previous = next_migration(project)
    variables: JsonObject = {
        **context_variables(context),
        "entity": entity,
        "entities": entities,
        "Entity": class_name(entity),
        "Entities": class_name(entities),
        "ENTITY": entity.upper(),
        "words": words(entity),
        "words_plural": words(entities),
        "article": article(entity),
        "fields": [field_variables(field, entity) for field in parsed],
        "has_choices": any(field.choices for field in parsed),
        "has_rules": any(FIELD_TYPES[field.type].check for field in parsed),
        "scope": scope,
        "SCOPE": scope.upper(),
        "has_scopes": f"{scope}:read" in _scopes(project),
        "example_id": _example_id(entity),
        "migration_number": number,
        "previous_migration": previous,
    }
    return Request(kind="entity", name=entity, variables=variables, follow_up=FOLLOW_UP)


def _check_names(entity: str, entities: str, context: str) -> None:
    for name, what in ((entity, "entity"), (entities, "plural")):
        checked_name(name, what)
        if len(name) > _LONGEST:
            raise CannotGenerate(f"{name!r} is longer than {_LONGEST} letters: say it shorter")
        if name in OF_ENTITIES:
            raise CannotGenerate(f"no entity can be called {name!r}, that is taken")
    if entity == entities:
        raise CannotGenerate(f"{entity} is its own plural: give another with --plural")
    if len(context) + max(len(entity), len(entities)) > _LONGEST_PATH:
        raise CannotGenerate(
            f"{context} and {entities} are longer than {_LONGEST_PATH} letters together: say one"
            " of them shorter"
        )


def _contexts(project: ProjectFolder) -> list[str]:
    return [
        name
        for name in project.names_in(f"{HEXAGON}/domain")
        if project.has(f"{HEXAGON}/domain/{name}/__init__.py") and name != "values"
    ]


def _refuse_collisions(project: ProjectFolder, entity: str, entities: str, context: str) -> None:
    for path in (
        f"{HEXAGON}/domain/{context}/{entity}.py",
        f"{HEXAGON}/domain/{context}/{entity}_events.py",
        f"{HEXAGON}/application/ports/{entities}.py",
        f"{HEXAGON}/application/access/{entity}_access.py",
        f"packages/integration_events/integration_events/{entity}_events.py",
        f"packages/storage_contracts/storage_contracts/rows/{entity}_row.py",
        f"packages/storage_clients/storage_clients/http_{entities}.py",
    ):
        if project.has(path):
            raise CannotGenerate(f"{path} is there already: call the entity otherwise")
    for found in _files(project, f"{HEXAGON}/domain"):
        if entity in _KIND.findall(project.read(found) or ""):
            raise CannotGenerate(f"{found} has a kind {entity} already: call the entity otherwise")
    for use_case in (
        *(f"commands/*/{verb}_{entity}" for verb in ("create", "update", "remove")),
        f"queries/*/get_{entity}",
        f"queries/*/list_{entities}",
    ):
        for file in sorted(project.root.glob(f"{HEXAGON}/application/{use_case}.py")):
            there = file.relative_to(project.root)
            raise CannotGenerate(f"{there} is there already: call the entity otherwise")


def _files(project: ProjectFolder, folder: str) -> list[str]:
    paths = sorted((project.root / folder).glob("*/*.py"))
    return [path.relative_to(project.root).as_posix() for path in paths]


def _scope_of(project: ProjectFolder, context: str, entities: str) -> str:
    """Return what the scopes begin with: the context, unless that means something else already.

    Raises:
        CannotGenerate: The plural does, too.
    """
    present = _scopes(project)
    wanted = ("read", "write", "read_all")
    for prefix in (context, entities):
        known = [f"{prefix}:{act}" in present for act in wanted]
        if all(known) or not any(known):
            return prefix
    raise CannotGenerate(
        f"there is a scope {entities}:… of another meaning: give another plural with --plural"
    )


def _scopes(project: ProjectFolder) -> list[str]:
    return _SCOPE.findall(project.read(f"{HEXAGON}/domain/identity/scope.py") or "")


def _example_id(entity: str) -> str:
    """Return an id for the documents; another one for each entity, always the same."""
    return f"1f0c7a52-{zlib.crc32(entity.encode()) & 0xFFFF:04x}-6d10-b1a9-0242ac120002"
