"""Lines above markers, in files that people own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scaffolding.edits import Edit, apply_edit, read_edits
from scaffolding.errors import CannotGenerate

PYTHON = '"""Tables."""\n\nimport os\n\nROOMS = [\n    "hall",\n    # quintet new: rooms\n]\n'


def room(*lines: str, at: str = "rooms", imports: tuple[str, ...] = ()) -> Edit:
    """An edit of the table of rooms."""
    return Edit("house.py", at, lines, imports)


def test_a_line_is_added_above_its_marker_and_indented_like_it() -> None:
    """Entries keep the order in which they came."""
    text = apply_edit(room('"attic",'), apply_edit(room('"kitchen",'), PYTHON))
    assert '    "hall",\n    "kitchen",\n    "attic",\n    # quintet new: rooms\n]' in text


def test_several_lines_keep_their_own_indentation() -> None:
    """And empty ones stay empty."""
    text = apply_edit(room("Room(", '    "attic",', "),", "", "# later"), PYTHON)
    assert '    Room(\n        "attic",\n    ),\n\n    # later\n    # quintet new' in text


def test_a_second_time_changes_nothing() -> None:
    """Also after others have been added below."""
    once = apply_edit(room('"attic",'), PYTHON)
    later = apply_edit(room('"kitchen",'), once)
    assert apply_edit(room('"attic",'), once) == once
    assert apply_edit(room('"attic",'), later) == later


def test_what_the_formatter_joined_is_still_known() -> None:
    """A call on three lines becomes one that fits, with other quotes."""
    edit = room("Room(", "    'attic',", "),")
    joined = PYTHON.replace("    # quintet", '    Room("attic"),\n    # quintet')
    assert apply_edit(edit, joined) == joined


def test_the_end_of_a_longer_line_is_not_the_line() -> None:
    """`attic,` is not in the table because `old_attic,` is."""
    text = PYTHON.replace('"hall",', "old_attic,")
    assert "    old_attic,\n    attic,\n" in apply_edit(room("attic,"), text)


def test_a_part_of_a_longer_entry_is_not_the_entry() -> None:
    """Whole lines are compared."""
    text = PYTHON.replace('"hall",', 'attic: Final = "x",')
    assert apply_edit(room("attic"), text) != text


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("[a]\nx = 1\n\n[b]\n# quintet new: rooms\n", "[b]\nx = 1\n# quintet new: rooms\n"),
        ("a:\n  x = 1\nb:\n  # quintet new: rooms\n", "b:\n  x = 1\n  # quintet new: rooms\n"),
        ("a =\n    x = 1\nb =\n    # quintet new: rooms\n", "b =\n    x = 1\n    # quintet"),
        ("A = [\n    x = 1\n]\nB = [\n    # quintet new: rooms\n]\n", "B = [\n    x = 1\n    #"),
    ],
)
def test_the_same_line_in_another_table_of_the_file_does_not_count(text: str, added: str) -> None:
    """TOML, YAML, INI and Python."""
    edited = apply_edit(room("x = 1"), text)
    assert added in edited
    assert edited.count("x = 1") == 2
    assert apply_edit(room("x = 1"), edited) == edited


@pytest.mark.parametrize(
    "marker",
    [
        "# quintet new: rooms",
        "    # quintet new: rooms",
        "// quintet new: rooms",
        "/* quintet new: rooms */",
        "<!-- quintet new: rooms -->",
        "-- quintet new: rooms",
    ],
)
def test_a_marker_is_a_comment_in_any_language(marker: str) -> None:
    """On a line of its own."""
    indent = marker[: len(marker) - len(marker.lstrip())]
    assert apply_edit(room("x"), f"a\n{marker}\n") == f"a\n{indent}x\n{marker}\n"


@pytest.mark.parametrize(
    "text",
    ["x = 1  # quintet new: rooms\n", 'say("quintet new: rooms")\n', "# quintet new: room\n"],
)
def test_what_only_speaks_of_a_marker_is_none(text: str) -> None:
    """A comment behind code, a string, another marker."""
    with pytest.raises(CannotGenerate, match="has no line with the comment"):
        apply_edit(room("x"), text)


def test_a_missing_marker_is_refused_with_what_to_add_by_hand() -> None:
    """The file, the marker, the lines and the imports."""
    edit = room('"attic",', imports=("from house import attic",))
    with pytest.raises(CannotGenerate) as refused:
        apply_edit(edit, "ROOMS = []\n")
    for part in ("house.py", "quintet new: rooms", '    "attic",', "    from house import attic"):
        assert part in str(refused.value)


def test_a_marker_that_is_there_twice_is_refused() -> None:
    """Nobody could tell which one is meant."""
    with pytest.raises(CannotGenerate, match="more than one line"):
        apply_edit(room("x"), PYTHON + PYTHON)


def test_imports_go_below_the_last_one() -> None:
    """Sorting and joining them is the formatter's."""
    text = apply_edit(room('"attic",', imports=("from house import attic",)), PYTHON)
    assert "import os\nfrom house import attic\n" in text


def test_imports_alone_need_no_marker() -> None:
    """For files that are read by being imported."""
    text = apply_edit(room(at="", imports=("import attic",)), "import os\n")
    assert text == "import os\nimport attic\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"""What is here.\n\nMore.\n"""\nX = 1\n',
            '"""What is here.\n\nMore.\n"""\nimport a\nX = 1\n',
        ),
        ("X = 1\n", "import a\nX = 1\n"),
        ("#!/bin/python\n# Mine.\nX = 1\n", "#!/bin/python\n# Mine.\nimport a\nX = 1\n"),
        ("", "import a\n"),
        ("from x import (\n    y,\n)\nX = 1\n", "from x import (\n    y,\n)\nimport a\nX = 1\n"),
        ("import x", "import x\nimport a"),
    ],
)
def test_a_file_without_imports_gets_them_where_they_belong(text: str, expected: str) -> None:
    """Below its docstring and its first comments."""
    assert apply_edit(room(at="", imports=("import a",)), text) == expected


def test_line_ends_of_another_system_stay() -> None:
    """What is added ends like the marker's line, and like the first for imports."""
    text = PYTHON.replace("\n", "\r\n")
    edit = room('"attic",', imports=("import attic",))
    edited = apply_edit(edit, text)
    assert edited == apply_edit(edit, PYTHON).replace("\n", "\r\n")
    assert apply_edit(edit, edited) == edited


def test_a_file_may_end_with_its_marker() -> None:
    """Without a line end after it."""
    assert apply_edit(room("x"), "# quintet new: rooms") == "x\n# quintet new: rooms"


def test_edits_are_read_from_toml() -> None:
    """Marker and imports may be left out."""
    document = '[[edit]]\nfile = "a"\nimports = ["import b"]\n\n[[edit]]\nfile = "c"\nat = "d"\n'
    assert read_edits(document) == [Edit("a", "", (), ("import b",)), Edit("c", "d", (), ())]
    assert read_edits("") == []


LINES = st.text(st.characters(blacklist_categories=("C", "Z"), max_codepoint=400), max_size=12)


@given(st.lists(LINES, max_size=6), st.lists(LINES, min_size=1, max_size=3), st.integers(0, 8))
def test_nothing_but_the_lines_is_added(before: list[str], lines: list[str], indent: int) -> None:
    """Whatever else is in the file stays, and twice is once."""
    marker = f"{' ' * indent}# quintet new: rooms"
    text = "\n".join([*before, marker, "end"])
    edit = room(*lines)
    edited = apply_edit(edit, text)
    assert apply_edit(edit, edited) == edited
    added = [f"{' ' * indent}{line}" if line else "" for line in lines]
    assert edited in {text, "\n".join([*before, *added, marker, "end"])}
