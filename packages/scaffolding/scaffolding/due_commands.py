"""Commands that must follow what was generated, until they have been run."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scaffolding.project_folder import ProjectFolder
from scaffolding.records import Record, all_records, write_record

__all__ = ["commands_due", "note_done"]


def commands_due(records: Iterable[Record]) -> tuple[tuple[str, ...], ...]:
    """Each command once, in the order of the records."""
    return tuple({command: None for record in records for command in record.due})


def note_done(project: ProjectFolder, command: Sequence[str]) -> None:
    """Note that a command was run: it speaks of the whole project, whichever record asked for it.

    Raises:
        CannotGenerate: A record cannot be read.
    """
    for record in all_records(project):
        due = tuple(each for each in record.due if each != tuple(command))
        if due != record.due:
            write_record(project, replace(record, due=due))
