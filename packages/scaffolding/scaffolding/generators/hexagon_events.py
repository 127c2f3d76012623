"""Which events a project's hexagon has, as its source says."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scaffolding.project_folder import ProjectFolder

__all__ = ["HexagonEvent", "hexagon_events", "import_statement"]

_PACKAGE: Final = "packages/business_hexagon"
_LINE: Final = 100


@dataclass(frozen=True)
class HexagonEvent:
    """An event class of the hexagon.

    Attributes:
        event_type: Such as `order.created`.
        module: Where it stands.
        class_name: What it is called.
        fields: Names of its fields, in their order.
        published: Whether it leaves the store: others hear only of those.
    """

    event_type: str
    module: str
    class_name: str
    fields: tuple[str, ...]
    published: bool

    @property
    def import_statement(self) -> str:
        """The statement that imports it."""
        return import_statement(self.module, self.class_name)


def hexagon_events(project: ProjectFolder) -> dict[str, HexagonEvent]:
    """Return the events by their types."""
    package = project.root / _PACKAGE
    found: dict[str, HexagonEvent] = {}
    for file in sorted(package.glob("business_hexagon/**/*.py")):
        text = file.read_text(encoding="utf_8")
        if "event_type: ClassVar" in text:
            module = _module_of(file.relative_to(package))
            found |= {event.event_type: event for event in _events_in(ast.parse(text), module)}
    return found


def import_statement(module: str, name: str) -> str:
    """Return `from module import name`, as the formatter leaves it where that is too long."""
    line = f"from {module} import {name}"
    if len(line) <= _LINE:
        return line
    first = f"from {module} import ("
    reason = "  # noqa: E501  a long name" if len(first) > _LINE else ""
    return f"{first}{reason}\n    {name},\n)"


def _module_of(path: Path) -> str:
    return ".".join(path.with_suffix("").parts)


def _events_in(tree: ast.Module, module: str) -> Iterator[HexagonEvent]:
    for node in tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        constants: dict[str, object] = {}
        fields: list[str] = []
        for part in node.body:
            match part:
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=value)):
                    constants[name] = value
                case ast.AnnAssign(target=ast.Name(id=name), value=None):
                    fields.append(name)
        event_type = constants.get("event_type")
        if isinstance(event_type, str):
            published = constants.get("publish") is not False
            yield HexagonEvent(event_type, module, node.name, tuple(fields), published)
