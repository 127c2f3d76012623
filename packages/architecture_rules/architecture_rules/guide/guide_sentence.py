"""A sentence of the architecture guide and what holds it."""

from dataclasses import dataclass

__all__ = ["GuideSentence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideSentence:
    """One line of the guide that demands or forbids something.

    Attributes:
        text: The line, exactly as docs/architecture_guide.md has it, without surrounding spaces.
        section: The heading it stands under, where the same line stands under several.
        rules: Ids of the rules that hold it.
        tests: Tests that hold what no static check can, as `tests/…/test_x.py::test_name`.
        note: Why no rule can hold all of it, in one honest sentence; empty if rules do.
    """

    text: str
    section: str = ""
    rules: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    note: str = ""
