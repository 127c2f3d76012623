"""Where the parts of a present entity are that a further event of it touches."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scaffolding.errors import CannotGenerate
from scaffolding.project_folder import ProjectFolder

__all__ = ["EntityPlaces", "find_entity", "known_entities"]

_DOMAIN: Final = "packages/business_hexagon/business_hexagon/domain"
_DATA: Final = "packages/integration_events/integration_events"
_MARKED: Final = re.compile(r"# quintet new: (\w+)_event_classes$", re.MULTILINE)


@dataclass(frozen=True)
class EntityPlaces:
    """An entity whose files have places for a further event.

    Attributes:
        entity: Its name.
        context: The context that it belongs to.
        aggregate_file: Where its class is.
        aggregate_class: What it is called.
        attributes: Annotations of its attributes, by their names.
        methods: Names of its methods.
        events_file: Where the classes of its events are.
        first_event: The class of the event that each stream begins with.
        shared: Fields that all its events have, with their annotations in the domain.
        data_file: Where the data of its published events are.
        data_types: Annotations of the fields of the first event's data.
    """

    entity: str
    context: str
    aggregate_file: str
    aggregate_class: str
    attributes: dict[str, str]
    methods: frozenset[str]
    events_file: str
    first_event: str
    shared: dict[str, str]
    data_file: str
    data_types: dict[str, str]

    @property
    def identity(self) -> str:
        """Name of the field that holds its id in an event."""
        return next(iter(self.shared))


def known_entities(project: ProjectFolder) -> list[str]:
    """Return the names of the entities that have places for further events."""
    files = sorted((project.root / _DOMAIN).glob("*/*.py"))
    texts = [file.read_text(encoding="utf_8") for file in files]
    return sorted(name for text in texts for name in _MARKED.findall(text))


def find_entity(project: ProjectFolder, entity: str) -> EntityPlaces:
    """Find the files of an entity.

    Raises:
        CannotGenerate: There is no such entity, or it has no places for further events.
    """
    events_file = _holding(project, _DOMAIN, f"# quintet new: {entity}_event_classes")
    aggregate_file = _holding(project, _DOMAIN, f"# quintet new: {entity}_applied")
    data_file = _holding(project, _DATA, f"# quintet new: {entity}_event_data")
    if not (events_file and aggregate_file and data_file):
        raise CannotGenerate(
            f"there is no entity {entity} with places for further events; these have them:"
            f" {', '.join(known_entities(project))}"
        )
    events = _classes(project, events_file)
    order = _order_of(project, events_file, f"{entity.upper()}_EVENTS")
    fields = [_fields(events[name]) for name in order]
    aggregate = next(
        node
        for node in _classes(project, aggregate_file).values()
        if any(isinstance(part, ast.FunctionDef) and part.name == "_apply" for part in node.body)
    )
    attributes = _fields(aggregate)
    identity = next(iter(fields[0]))
    shared = {
        name: kind
        for name, kind in fields[0].items()
        if all(each.get(name) == kind for each in fields)
        and (name == identity or attributes.get(name) == kind)
    }
    return EntityPlaces(
        entity=entity,
        context=Path(aggregate_file).parent.name,
        aggregate_file=aggregate_file,
        aggregate_class=aggregate.name,
        attributes=attributes,
        methods=frozenset(
            each.name for each in aggregate.body if isinstance(each, ast.FunctionDef)
        ),
        events_file=events_file,
        first_event=order[0],
        shared=shared,
        data_file=data_file,
        data_types=_fields(_classes(project, data_file)[order[0]]),
    )


def _holding(project: ProjectFolder, folder: str, marker: str) -> str:
    for file in sorted((project.root / folder).glob("**/*.py")):
        lines = file.read_text(encoding="utf_8").split("\n")
        if marker in [line.strip() for line in lines]:
            return file.relative_to(project.root).as_posix()
    return ""


def _tree(project: ProjectFolder, path: str) -> ast.Module:
    return ast.parse(project.read(path) or "")


def _classes(project: ProjectFolder, path: str) -> dict[str, ast.ClassDef]:
    body = _tree(project, path).body
    return {node.name: node for node in body if isinstance(node, ast.ClassDef)}


def _order_of(project: ProjectFolder, path: str, name: str) -> list[str]:
    for node in _tree(project, path).body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=target), value=ast.Tuple(elts=members)) if (
                target == name
            ):
                return [each.id for each in members if isinstance(each, ast.Name)]
    raise CannotGenerate(f"{path} has no tuple {name}: it names every event of the entity")


def _fields(node: ast.ClassDef) -> dict[str, str]:
    """Annotated names without ClassVar."""
    return {
        part.target.id: ast.unparse(part.annotation)
        for part in node.body
        if isinstance(part, ast.AnnAssign)
        and isinstance(part.target, ast.Name)
        and not ast.unparse(part.annotation).startswith("ClassVar")
    }
