"""The kinds of rules: on one file alone, on many files together, and on what runs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from architecture_rules.card import RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile

__all__ = ["FileRule", "LiveRule", "ProjectRule", "Rule"]

type Selection = Callable[[SourceFile], bool]


@dataclass(frozen=True, slots=True)
class FileRule:
    """Looks at each file alone; what it says depends on nothing but that file and its member.

    Attributes:
        card: Its description.
        selects: Which files it wants to see; looks at path and member, never at the text.
        look: What is wrong with one of them.
    """

    card: RuleCard
    selects: Selection
    look: Callable[[SourceFile], Iterable[Place]]


@dataclass(frozen=True, slots=True)
class ProjectRule:
    """Looks at many files together.

    Attributes:
        card: Its description.
        selects: Which files what it says depends on; looks at path and member, never at the text.
        look: What is wrong with all of them together.
    """

    card: RuleCard
    selects: Selection
    look: Callable[[Project, Sequence[SourceFile]], Iterable[Place]]


@dataclass(frozen=True, slots=True)
class LiveRule:
    """Is kept or broken by a running platform: `quintet check --live` looks, files say nothing.

    Attributes:
        card: Its description; its examples show what runs instead of files.
    """

    card: RuleCard


type Rule = FileRule | ProjectRule | LiveRule
