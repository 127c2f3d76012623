"""Names as the house writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scaffolding.errors import CannotGenerate
from scaffolding.names import article, checked_name, class_name, plural_of, words


@pytest.mark.parametrize("name", ["wish", "wish_list", "b2b_order", "x"])
def test_a_snake_case_name_is_returned(name: str) -> None:
    """Digits may be in it."""
    assert checked_name(name, "entity") == name


@pytest.mark.parametrize(
    "name",
    ["", "Wish", "wish-list", "_wish", "wish_", "wish__list", "2wishes", "wish list", "café"],
)
def test_what_is_no_snake_case_is_refused(name: str) -> None:
    """With the words of who asked."""
    with pytest.raises(CannotGenerate, match="cannot name an entity: use small letters"):
        checked_name(name, "entity")


@pytest.mark.parametrize("name", ["class", "import", "match", "type"])
def test_a_word_of_python_is_refused(name: str) -> None:
    """It could not be the name of a module."""
    with pytest.raises(CannotGenerate, match="a word of Python's own"):
        checked_name(name, "context")


def test_a_name_that_fits_no_line_is_refused() -> None:
    """Forty letters are allowed."""
    assert checked_name("w" * 40, "entity")
    with pytest.raises(CannotGenerate, match="longer than 40"):
        checked_name("w" * 41, "entity")


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("wish", "wishes"),
        ("category", "categories"),
        ("day", "days"),
        ("box", "boxes"),
        ("gift_idea", "gift_ideas"),
        ("y", "ys"),
    ],
)
def test_plurals_are_the_usual_ones(one: str, many: str) -> None:
    """Others are given with an option."""
    assert plural_of(one) == many


def test_forms_of_a_name() -> None:
    """For classes, sentences and articles."""
    assert class_name("wish_list") == "WishList"
    assert words("wish_list") == "wish list"
    assert (article("idea"), article("wish")) == ("an", "a")


@given(st.text(max_size=50))
def test_a_checked_name_can_be_a_module_and_a_class(name: str) -> None:
    """Whatever is typed."""
    try:
        checked_name(name, "entity")
    except CannotGenerate:
        return
    assert name.isidentifier()
    assert class_name(name).isidentifier()
    assert name.islower()
