"""Architecture decision records: numbered pages in a folder of their own."""

import re

from architecture_rules.project.source_file import SourceFile

__all__ = ["is_decision", "is_decision_or_list", "number_of"]

_RECORD = re.compile(
    r"(?:^|/)(?:adrs?|decisions)/(?:adr[_-]?)?(?P<number>\d+)[^/]*\.md$", re.IGNORECASE
)
_LIST = re.compile(r"(?:^|/)(?:adrs?|decisions)/(?:README|index)\.md$", re.IGNORECASE)


def is_decision(file: SourceFile) -> bool:
    """Whether it is one record."""
    return _RECORD.search(file.path) is not None


def is_decision_or_list(file: SourceFile) -> bool:
    """Whether it is a record, or the page that lists them."""
    return is_decision(file) or _LIST.search(file.path) is not None


def number_of(file: SourceFile) -> int:
    """Return a record's number; 0 for anything else."""
    found = _RECORD.search(file.path)
    return int(found["number"]) if found else 0
