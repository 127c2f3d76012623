"""Findings of files that have not changed; a lost or broken cache only costs time."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import orjson

from architecture_rules.finding import Edit, Place

__all__ = ["FindingCache", "fingerprint_of_rules"]


def fingerprint_of_rules(configuration_text: str) -> str:
    """Return what changes whenever the rules, Python or the project's declarations do."""
    digest = blake2b(f"{sys.version};{configuration_text}".encode(), digest_size=16)
    root = Path(__file__).parents[1]
    for path in sorted(root.rglob("*.py")):
        state = path.stat()
        digest.update(f"{path}:{state.st_mtime_ns}:{state.st_size};".encode())
    return digest.hexdigest()


class FindingCache:
    """Remembers what rules said, in one file.

    Only what was asked for or added in this run is kept, so it does not grow.
    """

    def __init__(self, path: Path | None, fingerprint: str) -> None:
        self._path = path
        self._fingerprint = fingerprint
        self._known = _read(path, fingerprint) if path else {}
        self._used: dict[str, list[list[object]]] = {}

    def get(self, key: str) -> list[tuple[str, Place]] | None:
        """Return rule ids and places that were put under a key."""
        rows = self._known.get(key)
        if rows is None:
            return None
        try:
            found = [_place(row) for row in rows]
        except (IndexError, TypeError, ValueError):
            return None
        self._used[key] = rows
        return found

    def put(self, key: str, found: Sequence[tuple[str, Place]]) -> None:
        """Remember."""
        self._used[key] = [_row(rule_id, place) for rule_id, place in found]

    def save(self) -> None:
        """Write it; a folder that cannot be written to is no reason to fail."""
        if self._path is None or self._used == self._known:
            return
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            (self._path.parent / ".gitignore").write_text("*\n", "utf-8")
            fresh = self._path.with_suffix(".new")
            fresh.write_bytes(orjson.dumps({"for": self._fingerprint, "found": self._used}))
            fresh.replace(self._path)


def _read(path: Path, fingerprint: str) -> dict[str, list[list[object]]]:
    try:
        document = orjson.loads(path.read_bytes())
        if document["for"] == fingerprint:
            return dict(document["found"])
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        pass
    return {}


def _row(rule_id: str, place: Place) -> list[object]:
    edit = place.edit
    fields = (
        None
        if edit is None
        else [edit.line, edit.column, edit.end_line, edit.end_column, edit.text]
    )
    return [rule_id, place.path, place.line, place.column, place.message, fields]


def _place(row: list[object]) -> tuple[str, Place]:
    rule_id, path, line, column, message, fields = row
    edit = None
    if isinstance(fields, list):
        numbers = [int(str(each)) for each in fields[:4]]
        edit = Edit(numbers[0], numbers[1], numbers[2], numbers[3], str(fields[4]))
    place = Place(str(path), int(str(line)), str(message), int(str(column)), edit)
    return str(rule_id), place
