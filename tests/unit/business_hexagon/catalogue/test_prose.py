"""Text of several lines."""

import pytest
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.values.prose import checked_prose


def test_keeps_line_breaks_and_drops_other_white_space() -> None:
    """Windows line ends and tabs are what people paste."""
    assert checked_prose("text", "\n one\r\n\r\ntwo\tthree \n", longest=20) == "one\n\ntwo three"


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\rb"])
def test_refuses_other_control_characters(text: str) -> None:
    """They would reach terminals and databases."""
    with pytest.raises(InvalidValue):
        checked_prose("text", text, longest=20)


def test_counts_all_lines_together() -> None:
    """Many short lines are a long text."""
    with pytest.raises(InvalidValue):
        checked_prose("text", "abc\n" * 6, longest=20)
