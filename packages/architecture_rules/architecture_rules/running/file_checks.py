"""Looks at files one by one: in this process when they are few, in several when they are many."""

import gc
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import batched
from multiprocessing import get_context
from pathlib import Path

from architecture_rules.finding import Place
from architecture_rules.project.member import Member
from architecture_rules.project.source_file import SourceFile
from architecture_rules.registry import rule_by_id
from architecture_rules.rule import FileRule

__all__ = ["FileCheck", "Said", "look_at_file", "looking_at_files"]

type Said = list[tuple[str, Place]]

_MANY = 200
"""Below it, starting processes takes longer than looking."""
_AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class FileCheck:
    """A file and who wants to see it.

    Attributes:
        key: Under which the findings are remembered.
        file: The file.
        rules: Who wants to see it.
    """

    key: str
    file: SourceFile
    rules: Sequence[FileRule]


@contextmanager
def looking_at_files(
    root: Path, checks: Sequence[FileCheck], workers: int
) -> Iterator[Iterator[Said]]:
    """Look at files, in other processes meanwhile if they are many.

    Args:
        root: The project's folder.
        checks: What to look at.
        workers: How many processes at most; with one, rules need not be registered.

    Yields:
        What was said of each, in order.
    """
    if workers < 2 or len(checks) < _MANY:  # noqa: PLR2004  one process is what we are
        yield (look_at_file(each.file, each.rules) for each in checks)
        return
    # Spawned, as a fork of a process with threads may hang; without the collector of cycles, as
    # trees have none and it would walk them over and over.
    with ProcessPoolExecutor(workers, get_context("spawn"), gc.disable) as pool:
        tasks = [
            [
                _Task(each.file.path, each.file.member, tuple(r.card.id for r in each.rules))
                for each in batch
            ]
            for batch in batched(checks, _AT_ONCE)
        ]
        running = [pool.submit(_look_at_batch, root, batch) for batch in tasks]
        try:
            yield (said for batch in running for said in batch.result())
        finally:
            for batch in running:
                batch.cancel()


def look_at_file(file: SourceFile, rules: Sequence[FileRule]) -> Said:
    """Let rules look at a file."""
    said: Said = []
    for rule in rules:
        try:
            said += [(rule.card.id, place) for place in rule.look(file)]
        except Exception as error:
            error.add_note(f"{rule.card.id} looked at {file.path}")
            raise
    return said


@dataclass(frozen=True, slots=True)
class _Task:
    """A check that is small enough to be sent to another process."""

    path: str
    member: Member | None
    rule_ids: tuple[str, ...]


def _look_at_batch(root: Path, batch: Sequence[_Task]) -> list[Said]:
    said = []
    for task in batch:
        rules = [rule_by_id(each) for each in task.rule_ids]
        file = SourceFile(root, task.path, task.member)
        said.append(look_at_file(file, [each for each in rules if isinstance(each, FileRule)]))
    return said
