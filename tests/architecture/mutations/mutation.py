"""A violation that is seeded into a copy of this repository."""

from dataclasses import dataclass

__all__ = ["Mutation"]


@dataclass(frozen=True, slots=True)
class Mutation:
    """An edit that breaks one rule.

    Attributes:
        rule_id: The rule that must name it.
        path: The file that is edited, from the root; a new one when `old` is empty.
        old: What is replaced: it stands in the file exactly once.
        new: What is written instead. The check must name the line with `# <- here` at its end,
            which is removed before; without one, the file's first line.
        other_path: The file that is named, where it is not the edited one.
    """

    rule_id: str
    path: str
    old: str
    new: str
    other_path: str = ""
