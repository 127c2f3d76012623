"""Three ways become one, and nobody's line gets lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scaffolding.merging import NoTextError, merge

LINES = st.lists(st.sampled_from([b"a", b"b", b"c", b"d", b"", b"x = 1", b"y\r"]), max_size=8)
ENDS = st.sampled_from([b"", b"\n", b"\r\n"])


def content(lines: list[bytes], end: bytes) -> bytes:
    """A file, with or without a line end at its end."""
    return b"\n".join(lines) + end


CONTENTS = st.builds(content, LINES, ENDS)


def lines_of(text: bytes) -> set[bytes]:
    """Its lines without their ends."""
    return {line.rstrip(b"\r") for line in text.split(b"\n")}


def test_changes_at_different_places_are_both_kept() -> None:
    """And nobody is asked."""
    base = b"a\nb\nc\nd\ne\n"
    merged = merge(base, base.replace(b"a", b"A"), base.replace(b"e", b"E"))
    assert (merged.content, merged.conflicts) == (b"A\nb\nc\nd\nE\n", 0)


def test_changes_at_the_same_place_stand_between_marks() -> None:
    """Yours first."""
    merged = merge(b"a\n", b"mine\n", b"theirs\n")
    assert merged.conflicts == 1
    assert merged.content == b"<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> the template now\n"


def test_files_without_a_last_line_end_are_merged() -> None:
    """Marks are on lines of their own all the same."""
    merged = merge(b"a", b"mine", b"theirs")
    assert merged.content == b"<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> the template now\n"


def test_line_ends_of_another_system_stay() -> None:
    """A template's change arrives with line ends as they were."""
    base = b"a\r\nb\r\nc\r\nd\r\n"
    merged = merge(base, base.replace(b"a", b"A"), base.replace(b"d", b"D"))
    assert (merged.content, merged.conflicts) == (b"A\r\nb\r\nc\r\nD\r\n", 0)


def test_what_is_no_text_is_refused() -> None:
    """Nothing can stand between marks in a picture."""
    with pytest.raises(NoTextError):
        merge(b"", b"\0mine", b"theirs")


@settings(max_examples=150, deadline=None)
@given(CONTENTS, CONTENTS, CONTENTS)
def test_no_line_of_anybody_gets_lost(base: bytes, ours: bytes, theirs: bytes) -> None:
    """Whatever a person or a template has added is there after it."""
    merged = merge(base, ours, theirs)
    added = (lines_of(ours) | lines_of(theirs)) - lines_of(base)
    assert added <= lines_of(merged.content)
    kept_by_both = lines_of(base) & lines_of(ours) & lines_of(theirs)
    assert kept_by_both <= lines_of(merged.content)


@settings(max_examples=50, deadline=None)
@given(CONTENTS, CONTENTS)
def test_a_lost_base_loses_nothing(ours: bytes, theirs: bytes) -> None:
    """All that differs stands between marks."""
    merged = merge(b"", ours, theirs)
    assert lines_of(ours) | lines_of(theirs) <= lines_of(merged.content) | {b""}


@settings(max_examples=50, deadline=None)
@given(CONTENTS, CONTENTS)
def test_what_only_one_side_changed_is_taken_as_it_is(base: bytes, changed: bytes) -> None:
    """Byte for byte."""
    assert merge(base, changed, base).content == changed
    assert merge(base, base, changed).content == changed
    assert merge(base, changed, changed).content == changed
