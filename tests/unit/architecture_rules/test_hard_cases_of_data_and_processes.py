"""Where rules on data access and service types might say too much, or too little."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from architecture_rules.card import Example
from architecture_rules.example_project import expected_lines, write_example
from architecture_rules.running.mending import mend
from architecture_rules.running.whole_check import check_folder

_API: Final = "services/api_service/api_service"
_BOT: Final = "services/bot_service/bot_service"
_POSTGRES: Final = "services/db_postgres_service/db_postgres_service"
_MONGO: Final = "services/db_mongo_service/db_mongo_service"
_BOOKS: Final = "packages/stock_books/stock_books"

_CASES: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "an import for types only opens no way": (
        "Q102",
        {
            f"{_API}/a.py": "from stock_books.b import B\n",
            f"{_BOOKS}/b.py": (
                "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import asyncpg\n"
            ),
        },
    ),
    "a package's own init is run with each of its modules": (
        "Q102",
        {
            f"{_API}/a.py": "from stock_books.b import B  # <- here\n",
            f"{_BOOKS}/__init__.py": "from .store import Store\n",
            f"{_BOOKS}/store.py": "import pymongo\n",
            f"{_BOOKS}/b.py": "class B: ...\n",
        },
    ),
    "of many ways to one import the first is named": (
        "Q102",
        {
            f"{_API}/a.py": "import stock_books  # <- here\n",
            f"{_API}/b.py": "import stock_books\n",
            f"{_BOT}/a.py": "import stock_books  # <- here\n",
            f"{_BOOKS}/__init__.py": "import pymongo\n",
        },
    ),
    "databases of Redis and keys of answers are no addresses": (
        "Q105",
        {
            f"{_API}/a.py": (
                'class S:\n    redis_db_host: str\n\n\nKEY = "database_url"\n'
                'URL = f"postgresql://{USER}@db"  # <- here\n'
            )
        },
    ),
    "prose that begins like a query is none": (
        "Q106",
        {
            f"{_BOT}/a.py": (
                'A = "Select one from the list"\nB = "update your cart and set a date"\n'
                'C = "DELETE FROM carts"  # <- here\nD = "delete from cart"\n'
            )
        },
    ),
    "a toolkit counts as the database whose driver it loads": (
        "Q107",
        {f"{_POSTGRES}/a.py": "import sqlalchemy\n", f"{_MONGO}/a.py": "import motor\n"},
    ),
    "a client that nobody can see through is asked for its context": (
        "Q108",
        {
            f"{_API}/a.py": (
                "import httpx\n\n\ndef one(s: S) -> object:\n"
                "    return httpx.AsyncClient(base_url=s.mail_gateway_url)\n\n\n"
                "async def two(s: S) -> None:\n"
                '    httpx.get(f"{s.db_mongo_service_url}/logs")  # <- here\n'
            )
        },
    ),
    "a bot may be served by a package that has routes": (
        "Q201",
        {f"{_BOT}/a.py": "import stock_books\n", f"{_BOOKS}/__init__.py": "import fastapi\n"},
    ),
    "what runs only when it is started is an entry point": (
        "Q203",
        {
            f"{_BOT}/main.py": (
                'import asyncio\n\nif __name__ == "__main__":\n    asyncio.run(main())\n'
            ),
            f"{_POSTGRES}/migrations/env.py": (
                "import asyncio\nfrom alembic import context\n\nasyncio.run(migrate())\n"
            ),
            f"{_BOT}/__main__.py": (
                "import asyncio\n\n\n"
                "async def main() -> None:\n    asyncio.run(poll())  # <- here\n"
            ),
        },
    ),
    "a package may start what it is given and nothing else": (
        "Q203",
        {
            f"{_BOOKS}/a.py": (
                "import asyncio\n\n\ndef start(main: Main) -> None:\n    asyncio.run(main())\n\n\n"
                "def count() -> None:\n    asyncio.run(sum_up())  # <- here\n"
            )
        },
    ),
    "an image that names its service is an entry point": (
        "Q206",
        {
            f"{_API}/app.py": "",
            "services/api_service/Dockerfile": (
                'FROM python:3.12-slim\nCMD ["uvicorn", "api_service.app:app"]\n'
            ),
        },
    ),
    "one worker is one process": (
        "Q207",
        {
            f"{_API}/a.py": (
                "import uvicorn\n\nuvicorn.run(app, workers=1)\n"
                "uvicorn.run(app, workers=COUNT)  # <- here\n"
            )
        },
    ),
}


@pytest.mark.parametrize("case", _CASES)
def test_each_hard_case_is_told_apart(case: str, tmp_path: Path) -> None:
    """What is marked is named, and nothing else."""
    rule_id, files = _CASES[case]
    _write(files, tmp_path)
    report = check_folder(
        tmp_path, datetime.now(UTC).date(), rule_ids=frozenset({rule_id}), remember=False
    )
    assert {(each.path, each.line) for each in report.findings} == expected_lines(Example(files))


def test_the_running_loop_is_asked_for_where_there_is_one(tmp_path: Path) -> None:
    """In a coroutine both functions mean the same; elsewhere nothing is edited."""
    text = (
        "import asyncio\n\n\nasync def one() -> None:\n    asyncio.get_event_loop().time()\n\n\n"
        "def two() -> None:\n    asyncio.get_event_loop().time()\n"
    )
    _write({f"{_BOT}/a.py": text}, tmp_path)
    today = datetime.now(UTC).date()
    report = check_folder(tmp_path, today, rule_ids=frozenset({"Q204"}), remember=False)
    assert [each.line for each in mend(tmp_path, report.findings)] == [5]
    mended = text.replace("get_event_loop", "get_running_loop", 1)
    assert (tmp_path / _BOT / "a.py").read_text("utf-8") == mended


def _write(files: dict[str, str], folder: Path) -> None:
    write_example(Example(files), folder)
