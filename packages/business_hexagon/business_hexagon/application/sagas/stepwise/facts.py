"""What a saga knows, in a form that can be stored."""

from collections.abc import Mapping
from dataclasses import dataclass

type Fact = str | int | bool | None
"""Ids, moments and amounts are written as text, as they are on the wire."""

type Facts = Mapping[str, Fact]
"""Facts by name; flat, so that each can be read where it is stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneStep:
    """A step that was taken, or may have been; or one that was undone.

    Attributes:
        step: its name.
        facts: what it said that it did; nothing when nobody knows.
    """

    step: str
    facts: Facts
