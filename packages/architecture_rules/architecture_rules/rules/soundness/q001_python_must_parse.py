"""A module that cannot be parsed hides everything else."""

from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    if file.unparsable is not None:
        yield Place(file.path, file.unparsable.line, f"no Python: {file.unparsable.reason}")


RULE = FileRule(
    RuleCard(
        id="Q001",
        name="python_must_parse",
        section="Code Quality Requirements",
        why="No rule sees what cannot be parsed, so a broken file would count as a clean one.",
        mend="Run `python -m py_compile` on it.",
        bad=Example({"services/api_service/api_service/users.py": "def (:  # <- here\n"}),
        good=Example({"services/api_service/api_service/users.py": "def find() -> None: ...\n"}),
    ),
    lambda file: file.is_python,
    _look,
)
