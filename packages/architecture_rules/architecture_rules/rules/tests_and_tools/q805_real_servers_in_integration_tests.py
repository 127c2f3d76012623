"""A stand-in answers as its author thinks that the server does."""

from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.function_parts import functions_of, parameters_of
from architecture_rules.reading.imports import imports_of, is_within
from architecture_rules.reading.pytest_files import runs_on_real_servers
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_STAND_INS = (
    "aioresponses",
    "asynctest",
    "birdisle",
    "fakeredis",
    "httpretty",
    "mock",
    "mongomock",
    "mongomock_motor",
    "moto",
    "pgmock",
    "pytest_httpx",
    "pytest_mock",
    "requests_mock",
    "respx",
    "unittest.mock",
)


def _look(file: SourceFile) -> Iterator[Place]:
    for each in imports_of(file):
        if is_within(each.name, *_STAND_INS):
            message = f"stands {each.name} in for the real thing"
            yield Place(file.path, each.line, message, each.column)
    if "mocker" in file.text:
        for function in functions_of(file):
            for parameter in parameters_of(function):
                if parameter.arg == "mocker":
                    message = f"{function.name} mocks in an integration test"
                    yield Place(file.path, parameter.lineno, message, parameter.col_offset + 1)


RULE = FileRule(
    RuleCard(
        id="Q805",
        name="real_servers_in_integration_tests",
        section="Code Quality Requirements",
        why=(
            "Locks, transactions, redelivery and timeouts exist only in the real server; a fake one"
            " passes the test and production fails."
        ),
        mend="Take the fixtures that start the real servers; move a test of pure logic to unit.",
        bad=Example(
            {
                "tests/integration/db_mongo_service/test_rows.py": (
                    "from unittest.mock import AsyncMock  # <- here\n\n"
                    "import fakeredis  # <- here\n\n\n"
                    "def test_keeps_a_row(\n    mocker: object,  # <- here\n) -> None:\n"
                    "    assert mocker\n"
                )
            }
        ),
        good=Example(
            {
                "tests/integration/db_mongo_service/test_rows.py": "import pymongo\n",
                "tests/unit/api_service/test_users.py": "from unittest.mock import AsyncMock\n",
            }
        ),
    ),
    runs_on_real_servers,
    _look,
)
