"""Writes a rule's example to a folder, so that tests and people can run the check on it."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from architecture_rules.card import Example

__all__ = ["MARK", "expected_lines", "write_example"]

MARK = re.compile(r"[ \t]*(?:# <- here|<!-- here -->)[ \t]*$", re.MULTILINE)

_SERVICES = {
    "api_service": "api",
    "bot_service": "bot",
    "worker_service": "worker",
    "db_postgres_service": "data",
    "db_mongo_service": "data",
}
_ROOT = (
    '[project]\nname = "shop"\nversion = "0.1.0"\nrequires-python = ">=3.12"\n\n'
    '[tool.uv.workspace]\nmembers = ["packages/*", "services/*"]\n\n[tool.quintet.services]\n'
    + "".join(f'{name} = "{kind}"\n' for name, kind in _SERVICES.items())
)


def write_example(example: Example, folder: Path) -> None:
    """Write the files, and a pyproject for the root and for each member that has none.

    `{soon}` becomes a day of next month, and marks are left out: a rule must not see them.
    """
    soon = (datetime.now(UTC).date() + timedelta(days=30)).isoformat()
    files = {
        path: MARK.sub("", text).replace("{soon}", soon) for path, text in example.files.items()
    }
    files.setdefault("pyproject.toml", _ROOT)
    for path in tuple(files):
        parts = path.split("/")
        if parts[0] in {"services", "packages"} and len(parts) > 2:  # noqa: PLR2004  room, member, file
            member = f"{parts[0]}/{parts[1]}"
            files.setdefault(
                f"{member}/pyproject.toml",
                f'[project]\nname = "{parts[1]}"\nversion = "0.1.0"\nrequires-python = ">=3.12"\n',
            )
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def expected_lines(example: Example) -> set[tuple[str, int]]:
    """Return path and line of every mark."""
    return {
        (path, number)
        for path, text in example.files.items()
        for number, line in enumerate(text.splitlines(), 1)
        if MARK.search(line)
    }
