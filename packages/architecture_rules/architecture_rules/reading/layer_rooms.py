"""The rooms of a package: which layer a module is of, and which layer it reaches for."""

import sys

from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.selections import Selection

__all__ = ["in_layer", "in_room", "is_standard", "reaches_layer", "room_of"]


def in_layer(*layers: str) -> Selection:
    """Modules of these layers, of whichever member has them."""
    wanted = frozenset(layers)
    return lambda file: file.in_package and file.layer in wanted


def in_room(*rooms: str) -> Selection:
    """Modules of these rooms of the application layer, such as `commands`."""
    wanted = frozenset(rooms)
    return lambda file: (
        file.in_package
        and file.layer == "application"
        and file.name != "__init__.py"
        and room_of(file) in wanted
    )


def room_of(file: SourceFile) -> str:
    """The room of its layer that a module stands in; empty for the layer's own modules."""
    parts = file.module.split(".")
    return parts[2] if len(parts) > 3 else ""  # noqa: PLR2004  package, layer, room, module


def is_standard(name: str) -> bool:
    """Whether a dotted name is of the standard library."""
    return name.partition(".")[0] in sys.stdlib_module_names


def reaches_layer(name: str, *layers: str) -> bool:
    """Whether a dotted name is inside of a package's layer, such as `shop.domain.order`."""
    parts = name.split(".")
    return len(parts) > 1 and parts[1] in layers
