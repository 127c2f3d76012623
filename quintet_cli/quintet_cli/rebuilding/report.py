"""The outcome of a rebuild."""

from pydantic import BaseModel

LONGEST_VALUE = 300


class Difference(BaseModel):
    """A field of a row that is not what the events make of it."""

    row: str
    field: str
    stored: str
    rebuilt: str


class KindReport(BaseModel):
    """What was compared of one kind; not the columns `beside`, of which streams say nothing."""

    rows: int = 0
    events: int = 0
    beside: list[str] = []
    differences: list[Difference] = []


class RebuildReport(BaseModel):
    """All kinds; `passed` is true when no row differs."""

    passed: bool
    kinds: dict[str, KindReport]
    seconds: float


def as_text(value: object) -> str:
    """A value for a person, cut where it is too long to read."""
    text = str(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
