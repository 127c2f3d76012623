"""What was generated, when and from which words: one file for each thing, kept with the project."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NotRequired, TypedDict

from scaffolding.edits import Edit
from scaffolding.errors import CannotGenerate
from scaffolding.project_folder import ProjectFolder
from scaffolding.request import JsonObject, Request

__all__ = ["Record", "all_records", "find_record", "record_path", "write_record"]

_FOLDER: Final = ".scaffolding"


class _WrittenEdit(TypedDict):
    file: str
    at: str
    lines: list[str]
    imports: list[str]


class _Written(TypedDict):
    kind: str
    name: str
    sequence: int
    complete: bool
    arguments: JsonObject
    variables: JsonObject
    follow_up: list[list[str]]
    # Younger than the first records: a field that comes later must be one that may be missing.
    due: NotRequired[list[list[str]]]
    files: dict[str, str]
    edits: list[_WrittenEdit]


@dataclass(frozen=True)
class Record:
    """One thing that was generated.

    Attributes:
        request: What the template was given.
        arguments: What was typed, to tell a repetition from something else of the same name.
        sequence: Place in the order of generation, from 1.
        files: Git's id of each generated file's content, by path.
        edits: The additions to present files.
        complete: False until all of it is written: a crash in between is finished by the next run.
        due: The commands of the request that must still be run, because they were interrupted or
            have failed.
    """

    request: Request
    arguments: JsonObject
    sequence: int
    files: dict[str, str] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
    complete: bool = False
    due: tuple[tuple[str, ...], ...] = ()


def find_record(project: ProjectFolder, kind: str, name: str) -> Record | None:
    """Find what was generated of this kind under this name."""
    text = project.read(record_path(kind, name))
    return None if text is None else _read(text, record_path(kind, name))


def all_records(project: ProjectFolder) -> list[Record]:
    """All that was generated, in that order."""
    names = project.names_in(_FOLDER, ".json")
    texts = {name: project.read(f"{_FOLDER}/{name}.json") for name in names}
    records = [_read(text, name) for name, text in texts.items() if text is not None]
    return sorted(records, key=lambda record: (record.sequence, record.request.name))


def write_record(project: ProjectFolder, record: Record) -> None:
    """Write it in one step: there is the old one or the new one."""
    file = project.root / record_path(record.request.kind, record.request.name)
    file.parent.mkdir(exist_ok=True)
    fresh = Path(f"{file}.new")
    text = json.dumps(_written(record), indent=1, sort_keys=True)
    fresh.write_bytes(f"{text}\n".encode())
    fresh.replace(file)


def record_path(kind: str, name: str) -> str:
    """Where the record of a thing is, from the project's root."""
    # An event's dot stays: `order_item.shipped` is another one than `order.item_shipped`.
    return f"{_FOLDER}/{kind}_{name}.json"


def _written(record: Record) -> _Written:
    request = record.request
    return {
        "kind": request.kind,
        "name": request.name,
        "sequence": record.sequence,
        "complete": record.complete,
        "arguments": record.arguments,
        "variables": dict(request.variables),
        "follow_up": [list(command) for command in request.follow_up],
        "due": [list(command) for command in record.due],
        "files": record.files,
        "edits": [
            {
                "file": edit.file,
                "at": edit.at,
                "lines": list(edit.lines),
                "imports": list(edit.imports),
            }
            for edit in record.edits
        ],
    }


def _read(text: str, path: str) -> Record:
    try:
        written: _Written = json.loads(text)
        request = Request(
            written["kind"],
            written["name"],
            written["variables"],
            tuple(tuple(command) for command in written["follow_up"]),
        )
        edits = tuple(
            Edit(each["file"], each["at"], tuple(each["lines"]), tuple(each["imports"]))
            for each in written["edits"]
        )
        return Record(
            request,
            written["arguments"],
            written["sequence"],
            written["files"],
            edits,
            written["complete"],
            tuple(tuple(command) for command in written.get("due", [])),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise CannotGenerate(
            f"{path} cannot be read ({error!r}): restore it from the project's history"
        ) from error
