"""A time without zone means another moment on each machine."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.names import Names
from architecture_rules.reading.pytest_files import is_test_code
from architecture_rules.reading.selections import any_of, production_python
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_ALWAYS_NAIVE = {
    "datetime.date.today",
    "datetime.datetime.today",
    "datetime.datetime.utcfromtimestamp",
    "datetime.datetime.utcnow",
}
_ZONE_IS_ARGUMENT = {
    "datetime.datetime": 7,
    "datetime.datetime.fromtimestamp": 1,
    "datetime.datetime.now": 0,
}
"""From a callable to the place of its time zone among the arguments."""


def _look(file: SourceFile) -> Iterator[Place]:
    if "datetime" not in file.text:
        return
    names = Names(file)
    for call in file.nodes(ast.Call):
        name = names.of(call.func)
        if name in _ALWAYS_NAIVE or (name in _ZONE_IS_ARGUMENT and not _has_zone(call, name)):
            if name == "datetime.datetime" and not file.in_package:
                continue  # a test may write down local times that somebody else's file holds
            message = f"{name.removeprefix('datetime.')}() without a time zone"
            yield Place(file.path, call.lineno, message, call.col_offset + 1)


def _has_zone(call: ast.Call, name: str) -> bool:
    if any(isinstance(each, ast.Starred) for each in call.args):
        return True
    place = _ZONE_IS_ARGUMENT[name]
    given = call.args[place] if len(call.args) > place else None
    for keyword in call.keywords:
        if keyword.arg is None:
            return True
        if keyword.arg in {"tz", "tzinfo"}:
            given = keyword.value
    return given is not None and not (isinstance(given, ast.Constant) and given.value is None)


_MODULE = "services/api_service/api_service/users.py"

RULE = FileRule(
    RuleCard(
        id="Q705",
        name="no_naive_datetimes",
        section="Event Structure",
        why=(
            "A naive time is read as local by one process and as UTC by the next, and comparing it"
            " with an aware one raises; events and rows carry UTC."
        ),
        mend="Write `datetime.now(UTC)`, or ask the clock that you were given.",
        bad=Example(
            {
                _MODULE: (
                    "import datetime as dt\nfrom datetime import datetime\n\n"
                    "created = datetime.utcnow()  # <- here\n"
                    "updated = dt.datetime.now()  # <- here\n"
                    "seen = datetime.fromtimestamp(0)  # <- here\n"
                    "opened = datetime(2026, 1, 1)  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _MODULE: (
                    "from datetime import UTC, datetime\n\n"
                    "created = datetime.now(UTC)\nseen = datetime.fromtimestamp(0, tz=UTC)\n"
                    "opened = datetime(2026, 1, 1, tzinfo=UTC)\n"
                )
            }
        ),
    ),
    any_of(production_python, is_test_code),
    _look,
)
