"""YAML with line numbers; anchors and merges resolved, tags left alone."""

from dataclasses import dataclass
from functools import lru_cache

import yaml

__all__ = ["Entry", "read_yaml"]

type Shape = str | list[Entry] | dict[str, Entry]


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a YAML file, and where it stands.

    Attributes:
        value: A scalar as it is written, a list, or a mapping by keys.
        line: From 1; of a mapping's value it is the line of its key.
    """

    value: Shape
    line: int

    @property
    def text(self) -> str:
        """The scalar; empty for what is none."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def items(self) -> "list[Entry]":
        """The list's entries; none for what is no list."""
        return self.value if isinstance(self.value, list) else []

    @property
    def fields(self) -> "dict[str, Entry]":
        """The mapping's entries; none for what is no mapping."""
        return self.value if isinstance(self.value, dict) else {}

    def at(self, *keys: str) -> "Entry | None":
        """What stands below these keys."""
        found: Entry | None = self
        for key in keys:
            found = found.fields.get(key) if found else None
        return found


@lru_cache(maxsize=256)
def read_yaml(text: str) -> Entry:
    """Read the first document; what is no YAML gives an empty mapping."""
    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError):
        return Entry({}, 1)
    return _entry(root, 1, {}) if isinstance(root, yaml.Node) else Entry({}, 1)


def _entry(node: yaml.Node, line: int, known: dict[int, Shape]) -> Entry:
    shape = known.get(id(node))
    if shape is None:
        known[id(node)] = ""  # what holds itself is nothing there
        shape = _shape(node, known)
        known[id(node)] = shape
    return Entry(shape, line)


def _shape(node: yaml.Node, known: dict[int, Shape]) -> Shape:
    if isinstance(node, yaml.SequenceNode):
        return [_entry(each, each.start_mark.line + 1, known) for each in node.value]
    if not isinstance(node, yaml.MappingNode):
        return str(node.value)
    merged: dict[str, Entry] = {}
    own: dict[str, Entry] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if key.tag != "tag:yaml.org,2002:merge":
            own[str(key.value)] = _entry(value, line, known)
            continue
        entry = _entry(value, line, known)
        for each in entry.items or [entry]:
            merged = {**each.fields, **merged}
    return {**merged, **own}
