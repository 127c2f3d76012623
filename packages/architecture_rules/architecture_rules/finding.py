"""What a rule found, and where."""

from dataclasses import dataclass

__all__ = ["Edit", "Finding", "Place"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement that mends a finding and changes no meaning.

    Attributes:
        line: First line, from 1.
        column: Where it starts, in characters from 0.
        end_line: Last line.
        end_column: Where it ends, exclusive.
        text: What stands there afterwards.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is wrong, before the rule's name is known.

    Attributes:
        path: From the project's root, with slashes.
        line: From 1; 1 when the whole file is meant.
        message: What is wrong, naming the thing.
        column: From 1.
        edit: How to mend it, if a machine can.
    """

    path: str
    line: int
    message: str
    column: int = 1
    edit: Edit | None = None


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that a rule objects to.

    Attributes:
        path: From the project's root, with slashes.
        line: From 1.
        column: From 1.
        rule_id: Such as `Q101`.
        message: What is wrong, naming the thing.
        edit: How to mend it, if a machine can.
    """

    path: str
    line: int
    column: int
    rule_id: str
    message: str
    edit: Edit | None = None
