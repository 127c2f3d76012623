"""Edits are applied at their place, none over another, and nothing else changes."""

from pathlib import Path

from architecture_rules.finding import Edit, Finding
from architecture_rules.running.mending import mend


def _mended(folder: Path, content: bytes, *edits: Edit) -> tuple[int, bytes]:
    (folder / "x.py").write_bytes(content)
    findings = [Finding("x.py", each.line, 1, "Q101", "no", each) for each in edits]
    count = len(mend(folder, findings))
    return count, (folder / "x.py").read_bytes()


def test_edits_of_one_file_do_not_move_each_other(tmp_path: Path) -> None:
    """Applied from its end, also when they add or remove lines."""
    edits = (Edit(1, 0, 1, 1, "one\ntwo"), Edit(3, 0, 4, 0, ""), Edit(2, 2, 2, 3, "ccc"))
    assert _mended(tmp_path, b"a\nb c\nd\ne\n", *edits) == (3, b"one\ntwo\nb ccc\ne\n")


def test_an_edit_over_another_waits_for_the_next_time(tmp_path: Path) -> None:
    """What overlaps is left out."""
    edits = (Edit(1, 0, 1, 3, "x"), Edit(1, 2, 1, 4, "y"))
    assert _mended(tmp_path, b"abcd\n", *edits) == (1, b"aby\n")


def test_line_ends_and_marks_of_encoding_stay(tmp_path: Path) -> None:
    """A file of another system is that of another system afterwards."""
    content = b"\xef\xbb\xbfx = 1\r\ny = 2\r\n"
    assert _mended(tmp_path, content, Edit(2, 4, 2, 5, "3")) == (
        1,
        b"\xef\xbb\xbfx = 1\r\ny = 3\r\n",
    )


def test_a_form_feed_ends_no_line(tmp_path: Path) -> None:
    """Lines are those of Python."""
    assert _mended(tmp_path, b"a\x0cb\nc\n", Edit(2, 0, 2, 1, "d")) == (1, b"a\x0cb\nd\n")


def test_a_finding_without_an_edit_is_left(tmp_path: Path) -> None:
    """Control: nothing is mended that nobody knows how to mend."""
    (tmp_path / "x.py").write_text("a\n")
    assert mend(tmp_path, [Finding("x.py", 1, 1, "Q101", "no")]) == []
    assert (tmp_path / "x.py").read_text() == "a\n"
