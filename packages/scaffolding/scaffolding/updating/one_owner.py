"""Each generated file is one record's: merging needs one answer to what it was and would be."""

from collections.abc import Iterable

from scaffolding.errors import CannotGenerate
from scaffolding.records import Record, record_path

__all__ = ["demand_one_owner"]


def demand_one_owner(made: Iterable[tuple[str, Record, str]]) -> None:
    """Refuse a file of which two records have different contents: one would hide the other's.

    Args:
        made: Paths, each with a record that has it and the id of its content.

    Raises:
        CannotGenerate: There is one; the message names it and both records.
    """
    owners: dict[str, tuple[Record, str]] = {}
    for path, record, content in made:
        other, known = owners.setdefault(path, (record, content))
        if content != known:
            one, two = (f"{each.kind} {each.name}" for each in (other.request, record.request))
            file = record_path(record.request.kind, record.request.name)
            raise CannotGenerate(
                f"{path} belongs to two records, {one} and {two}, and they differ in it: remove"
                f" {file}, so that all that was generated for {two} is yours alone"
            )
