"""A linter says only what it was asked for."""

from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.toml_tables import line_of_key, table_of, words_of
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_NEEDED = ("ANN", "ASYNC", "B", "D", "DTZ", "E", "F", "N", "S", "W")
_OWN_FILES = ("ruff.toml", ".ruff.toml")


def _look(_project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    own = [each for each in files if each.path in _OWN_FILES]
    for file in own or files:
        path = ("lint",) if own else ("tool", "ruff", "lint")
        table = table_of(file, *path)
        selected = {*words_of(table, "select"), *words_of(table, "extend-select")}
        refused = {*words_of(table, "ignore"), *words_of(table, "extend-ignore")}
        missing = [
            each for each in _NEEDED if selected.isdisjoint({"ALL", each}) or each in refused
        ]
        if missing:
            line = line_of_key(file, ".".join(path), "select")
            yield Place(file.path, line, f"ruff does not look for {', '.join(missing)}")


RULE = ProjectRule(
    RuleCard(
        id="Q802",
        name="ruff_selects_the_needed_rules",
        section="Code Quality Requirements",
        why=(
            "By default ruff looks for little more than unused names; PEP 8, annotations,"
            " docstrings, security, naive times and blocking calls must be selected."
        ),
        mend=f"Select ALL and ignore single codes with a reason; at least {', '.join(_NEEDED)}.",
        bad=Example(
            {"pyproject.toml": '[tool.ruff.lint]\nselect = ["E", "F"]  # <- here\nignore = ["E"]\n'}
        ),
        good=Example(
            {"pyproject.toml": '[tool.ruff.lint]\nselect = ["ALL"]\nignore = ["COM812"]\n'}
        ),
    ),
    lambda file: file.path in {"pyproject.toml", *_OWN_FILES},
    _look,
)
