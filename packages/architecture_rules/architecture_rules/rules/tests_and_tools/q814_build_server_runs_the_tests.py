"""Tests that only run where somebody thinks of them are red for weeks."""

import re
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.work_commands import build_server_files, commands_in, work_files
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_TESTS = re.compile(
    r"(?<![\w.-])(?:pytest|tox|nox)\b"
    r"|\b(?:make|just|task|poe|hatch|pdm|rye|mise)\b[\w =-]* \w*(?:test|tests|ci|verify)\b"
)
_CALLED = re.compile(r"[\w./-]+/[\w.-]+")


def _look(_project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    server = [each for each in files if build_server_files(each)]
    if not server:
        yield Place("pyproject.toml", 1, "no build server is told to run the tests (.ci/run)")
        return
    texts = {each.path: commands_in(each) for each in files}
    read = [texts[each.path] for each in server]
    # A script that it calls may call the tests.
    read += [texts[path] for text in read for path in _called(text) if path in texts]
    if not any(_TESTS.search(text) for text in read):
        yield Place(server[0].path, 1, "the build server runs no tests")


def _called(text: str) -> list[str]:
    return [each.removeprefix("./") for each in _CALLED.findall(text)]


_WORKFLOW = ".github/workflows/check.yml"

RULE = ProjectRule(
    RuleCard(
        id="Q814",
        name="build_server_runs_the_tests",
        section="Code Quality Requirements",
        why="A requirement on tests is kept only if every change meets them, wanted or not.",
        mend="Let the build server run `make test`, the same command that people run.",
        bad=Example({_WORKFLOW: "jobs:\n  check:\n    steps:\n      - run: docker build .\n"}),
        good=Example({_WORKFLOW: "jobs:\n  check:\n    steps:\n      - run: make test\n"}),
    ),
    work_files,
    _look,
)
