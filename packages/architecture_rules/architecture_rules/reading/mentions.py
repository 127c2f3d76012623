"""A quick look whether a file can be about a name at all, before it is looked at in earnest."""

from collections.abc import Iterable

from architecture_rules.project.source_file import SourceFile

__all__ = ["mentions"]


def mentions(file: SourceFile, names: Iterable[str]) -> bool:
    """Whether the first and the last part of one of these dotted names stand in the file.

    Whatever it is called where it is imported to, both parts are written there.
    """
    content = file.content
    absent: set[str] = set()
    for name in names:
        first, _, rest = name.partition(".")
        if first in absent:
            continue
        if first.encode() not in content:
            absent.add(first)
        elif not rest or rest.rpartition(".")[2].encode() in content:
            return True
    return False
