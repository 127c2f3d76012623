"""A tool that no command runs checks nothing, however well it is configured."""

import re
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.work_commands import commands_in, work_files
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_TOOLS = {
    "ruff check": re.compile(
        r"(?<![\w.-])ruff check\b|id: ruff(?:-check)?$|ruff-action", re.MULTILINE
    ),
    "ruff format --check": re.compile(
        r"(?<![\w.-])ruff format\b.*--(?:check|diff)|id: ruff-format$", re.MULTILINE
    ),
    "mypy": re.compile(r"(?<![\w.-])mypy(?=\s|$)(?! [=<>~])|id: mypy$", re.MULTILINE),
    "bandit": re.compile(r"(?<![\w.-])bandit(?=\s|$)|id: bandit$", re.MULTILINE),
}


def _look(_project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    texts = {file.path: commands_in(file) for file in files}
    runs = {
        path: {tool for tool, pattern in _TOOLS.items() if pattern.search(text)}
        for path, text in texts.items()
    }
    # Where most of them run, the missing ones belong; the files are in order of their paths.
    place = max(runs, key=lambda path: len(runs[path]), default="pyproject.toml")
    for tool in _TOOLS:
        if not any(tool in found for found in runs.values()):
            yield Place(place if runs.get(place) else "pyproject.toml", 1, f"nothing runs {tool}")


RULE = ProjectRule(
    RuleCard(
        id="Q803",
        name="every_tool_runs",
        section="Code Quality Requirements",
        why=(
            "Linting, formatting, type checking and bandit are mandatory; they are kept only when"
            " one command runs them all, the same for a person and for the build server."
        ),
        mend="Run ruff check, ruff format --check, mypy and bandit in the project's check command.",
        bad=Example({"Makefile": "check:\n\truff check .\n\t# mypy . is too slow\n"}),
        good=Example(
            {
                "Makefile": (
                    "check:\n\t$(BIN)/ruff check .\n\t$(BIN)/ruff format --check .\n"
                    "\t$(BIN)/mypy .\n\t$(BIN)/bandit -r services\n"
                )
            }
        ),
    ),
    work_files,
    _look,
)
