"""Nesting measured without parsing agrees with parsing."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from problem_details.json_depth import exceeds_depth

type Tree = str | list[Tree] | dict[str, Tree]


def depth(value: Tree) -> int:
    """Return the nesting of parsed JSON."""
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    return 0


NASTY = st.text(alphabet='{}[]"\\ab', max_size=8)
TREES: st.SearchStrategy[Tree] = st.recursive(
    NASTY,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NASTY, inner, max_size=3),
    max_leaves=20,
)


@given(TREES, st.integers(0, 6))
def test_agrees_with_the_parser(tree: Tree, limit: int) -> None:
    """Property: brackets, quotes and backslashes inside strings do not count."""
    assert exceeds_depth(json.dumps(tree).encode(), limit) == (depth(tree) > limit)


@given(st.binary(max_size=60), st.integers(0, 4))
def test_never_fails_on_garbage(text: bytes, limit: int) -> None:
    """Property: what is malformed is the parser's business."""
    assert exceeds_depth(text, limit) in {True, False}


@pytest.mark.parametrize(("text", "limit", "too_deep"), [(b"[[]]", 2, False), (b"[[]]", 1, True)])
def test_limit_itself_is_fine(text: bytes, limit: int, too_deep: bool) -> None:  # noqa: FBT001  a table
    """One more is not."""
    assert exceeds_depth(text, limit) is too_deep
