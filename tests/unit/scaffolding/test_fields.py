"""Fields as people type them."""

import pytest
from scaffolding.errors import CannotGenerate
from scaffolding.field_types import FIELD_TYPES
from scaffolding.fields import Field, field_variables, parse_fields


def test_fields_are_read_in_their_order() -> None:
    """With what may be missing, and what can be chosen."""
    assert parse_fields(
        ["title:text", "note:text?", "state:choice(open,done)", "tone:choice(a|b)?"]
    ) == [
        Field("title", "text"),
        Field("note", "text", optional=True),
        Field("state", "choice", ("open", "done")),
        Field("tone", "choice", ("a", "b"), optional=True),
    ]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ([], "needs a field"),
        (["title"], "write name:type"),
        (["title:string"], "text, integer, decimal"),
        (["Title:text"], "small letters"),
        (["class:text"], "Python's own"),
        (["x" * 31 + ":text"], "longer than 30"),
        (["title:text", "title:text"], "twice"),
        (["version:integer"], "taken"),
        (["format:text"], "taken"),
        (["wish:text"], "taken"),
        (["note:text(a,b)"], "brackets"),
        (["state:choice"], "two different words"),
        (["state:choice(open)"], "two different words"),
        (["state:choice(open,open)"], "two different words"),
        (["state:choice(open,is done)"], "small letters"),
        (["order_id:text"], "must be of type identifier"),
        ([f"field_{number}:text" for number in range(11)], "more than 10"),
    ],
)
def test_what_cannot_be_a_field_is_refused(typed: list[str], why: str) -> None:
    """With the reason, and what to write instead."""
    with pytest.raises(CannotGenerate, match=why):
        parse_fields(typed, forbidden=("wish", "wishes", "wish_id"))


@pytest.mark.parametrize("kind", FIELD_TYPES)
def test_every_type_says_all_that_templates_ask_for(kind: str) -> None:
    """No name is left in braces, and the two values differ."""
    choices = ("open", "done") if kind == "choice" else ()
    said = field_variables(Field("state", kind, choices), "wish")
    assert not any("{" in str(value) for value in said.values())
    assert said["example_python"] != said["other_python"]
    assert said["example_json"] != said["other_json"]
    assert bool(said["check"]) is bool(said["wrong_python"])


def test_a_choice_has_a_type_of_its_own() -> None:
    """Called by its entity, so that two entities can have a state each."""
    said = field_variables(Field("state", "choice", ("open", "done")), "wish")
    assert said["enum"] == said["domain_type"] == "WishState"
    assert said["example_python"] == "WishState.OPEN"
    assert said["row_type"] == 'Literal["open", "done"]'
