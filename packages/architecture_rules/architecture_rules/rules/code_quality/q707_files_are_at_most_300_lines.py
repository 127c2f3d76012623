"""A file that cannot be read in one sitting is changed without being read."""

from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_MOST = 300


def _look(file: SourceFile) -> Iterator[Place]:
    size = len(file.lines)
    if size > _MOST:
        yield Place(file.path, _MOST + 1, f"has {size} lines, {size - _MOST} too many")


_MODULE = "services/api_service/api_service/users.py"

RULE = FileRule(
    RuleCard(
        id="Q707",
        name="files_are_at_most_300_lines",
        section="Hexagonal Architecture Benefits",
        why="Separation of concerns shows in files: one that grows past 300 lines has several.",
        mend="Move one of its concerns to a file that is named for it.",
        bad=Example({_MODULE: "x = 1\n" * _MOST + "x = 1  # <- here\n"}),
        good=Example({_MODULE: "x = 1\n" * _MOST}),
    ),
    lambda file: file.is_python,
    _look,
)
