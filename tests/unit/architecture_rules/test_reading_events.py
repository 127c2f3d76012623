"""Catalogues and tables of events in the forms that projects write them."""

from pathlib import Path

import pytest
from architecture_rules.card import Example
from architecture_rules.example_project import write_example
from architecture_rules.project.project import open_project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.event_tables import (
    catalogue_rows,
    is_event_type,
    matches_any,
    subscribed,
)

_ROWS = (
    'ROWS = (Row("user.created"), Row(data=1, event_type="order.paid"))\n'
    "CATALOGUE = {row.event_type: row for row in ROWS}"
)
_PATH = "packages/shop_events/shop_events/catalogue.py"


def _file(folder: Path, text: str) -> SourceFile:
    write_example(Example({_PATH: text}), folder)
    return open_project(folder).files[_PATH]


@pytest.mark.parametrize(
    "text",
    [
        'CATALOGUE = {"user.created": object, "order.paid": object}',
        'CATALOGUE: Final = frozenset({"user.created", "order.paid"})',
        'CATALOGUE = ("user.created", "order.paid")',
        _ROWS,
        'CATALOGUE = {UserCreated: Row("user.created"), OrderPaid: Row("order.paid")}',
    ],
)
def test_a_catalogue_is_read_in_each_form(text: str, tmp_path: Path) -> None:
    """A dictionary by type, a set, a tuple, rows that are calls."""
    rows = catalogue_rows([_file(tmp_path, text)])[_PATH]
    assert [row.event_type for row in rows] == ["user.created", "order.paid"]


def test_rows_beside_their_data_are_rows_too(tmp_path: Path) -> None:
    """A catalogue of many entities has them there, and takes them up by name."""
    text = (
        "class UserCreated(EventData):\n    user_id: UUID\n\n"
        'USER_ROWS: Final = (entity_event("user.created", UserCreated),)\n'
        'OTHERS = (Other("order.paid"),)\n'
    )
    rows = catalogue_rows([_file(tmp_path, text)])[_PATH]
    assert [row.event_type for row in rows] == ["user.created"]
    assert catalogue_rows([_file(tmp_path, text.replace("(EventData)", ""))]) == {}


@pytest.mark.parametrize(
    "text", ["CATALOGUE = load()", 'EVENTS = {"user.created": 1}', "", "CATALOGUE ="]
)
def test_what_cannot_be_read_is_no_catalogue(text: str, tmp_path: Path) -> None:
    """Nothing is known then, so that nothing is called unknown."""
    assert catalogue_rows([_file(tmp_path, text)]) == {}


def test_values_of_a_catalogue_are_no_event_types(tmp_path: Path) -> None:
    """Control: what describes an event is not taken for one."""
    rows = catalogue_rows([_file(tmp_path, 'CATALOGUE = {"user.created": "shop.users"}')])[_PATH]
    assert [row.event_type for row in rows] == ["user.created"]


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("order.created", True),
        ("order.craeted", False),
        ("#", True),
        ("order.*", True),
        ("*.created", True),
        ("payment.*", False),
        ("order.created.#", True),
        ("order.#", True),
    ],
)
def test_patterns_are_those_of_a_topic_exchange(pattern: str, fits: bool) -> None:  # noqa: FBT001  a table
    """A star is one word, a hash any number of them, also none."""
    assert matches_any(pattern, ["order.created", "user.updated"]) is fits


@pytest.mark.parametrize(
    "text", ["Order.created", "order", "order.created.twice", "order-line.added", "order.", ".x"]
)
def test_anything_but_two_words_is_no_event_type(text: str) -> None:
    """Subject and participle, in snake_case."""
    assert not is_event_type(text)
    assert is_event_type("refund_request.created")


def test_subscriptions_are_the_values_of_their_table(tmp_path: Path) -> None:
    """Names of consumers are none, nor what other tables hold."""
    text = (
        'INSTANCE_SUBSCRIPTIONS = {"api.cache": ["product.updated"]}\n'
        'SUBSCRIPTIONS = {"worker": ("order.created", "#")}\nOTHERS = {"x": ("a.b",)}\n'
    )
    found = [name for name, _ in subscribed(_file(tmp_path, text))]
    assert found == ["product.updated", "order.created", "#"]
