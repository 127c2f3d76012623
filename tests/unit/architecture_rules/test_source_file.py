"""A file is read as Python reads it, whatever stands in it."""

import ast
from pathlib import Path

import pytest
from architecture_rules.project.source_file import SourceFile, Unparsable


def _file(folder: Path, content: bytes, name: str = "x.py") -> SourceFile:
    (folder / name).write_bytes(content)
    return SourceFile(folder, name, None)


def test_lines_are_those_of_python(tmp_path: Path) -> None:
    """Form feeds and separators of lines of text end none."""
    content = "a = 1\x0c\r\nb = '\u2028'\rc = 3".encode()
    file = _file(tmp_path, content)
    assert file.lines == ["a = 1\x0c", "b = '\u2028'", "c = 3"]
    assert [each.lineno for each in file.nodes(ast.Assign)] == [1, 2, 3]


def test_a_mark_of_encoding_is_no_text(tmp_path: Path) -> None:
    """Editors of other systems write one."""
    file = _file(tmp_path, b"\xef\xbb\xbfx = 1\n")
    assert file.text == "x = 1\n"
    assert file.unparsable is None


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"x = 1\ndef (:\n", 2), (b"x = '\xff'\n", 1), (b"x = 1\x00\n", 1), (b"(" * 500, 1)],
    ids=["syntax", "no utf-8", "null", "too deep"],
)
def test_what_is_no_python_is_said_and_empty(tmp_path: Path, content: bytes, line: int) -> None:
    """No rule raises for it."""
    file = _file(tmp_path, content)
    assert isinstance(file.unparsable, Unparsable)
    assert file.unparsable.line == line
    assert file.nodes(ast.Assign) == []


def test_a_picture_is_no_python(tmp_path: Path) -> None:
    """Control: it is called otherwise."""
    file = _file(tmp_path, b"\x89PNG\xff", "x.png")
    assert (file.text, file.unparsable) == ("", None)


def test_all_nodes_are_indexed_in_the_order_of_a_walk(tmp_path: Path) -> None:
    """The index is quicker than `ast.walk` and says the same."""
    text = (Path(__file__).parent / "test_listing.py").read_bytes()
    file = _file(tmp_path, text)
    walked = list(ast.walk(file.tree))
    for kind in {type(each) for each in walked}:
        assert file.nodes(kind) == [each for each in walked if type(each) is kind]
