"""The hexagon has no infrastructure to excuse a line that no test takes."""

import re
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.toml_tables import line_of_key, table_of, words_of
from architecture_rules.reading.work_commands import commands_in, work_files
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_FULL = re.compile(r"--(?:cov-)?fail-under[= ]100\b")


def _look(project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    hexagons = project.services(Kind.HEXAGON)
    root = next((each for each in files if each.path == "pyproject.toml"), None)
    if not hexagons or root is None:
        return
    commands = "\n".join(commands_in(each) for each in files)
    run = table_of(root, "tool", "coverage", "run")
    if (run or {}).get("branch") is not True and "--cov-branch" not in commands:
        line = line_of_key(root, "tool.coverage.run", "branch")
        yield Place(root.path, line, "coverage does not look at branches")
    measured = [
        *words_of(run, "source"),
        *words_of(run, "source_pkgs"),
        *re.findall(r"--(?:cov|source)[= ]([\w./]+)", commands),
    ]
    for each in hexagons:
        if not any(re.split(r"[./]", entry.rstrip("/"))[-1] == each.name for entry in measured):
            line = line_of_key(root, "tool.coverage.run", "source_pkgs")
            yield Place(root.path, line, f"coverage does not measure {each.name}")
    report = table_of(root, "tool", "coverage", "report") or {}
    if report.get("fail_under") != 100 and not _FULL.search(commands):  # noqa: PLR2004  percent
        line = line_of_key(root, "tool.coverage.report", "fail_under")
        yield Place(root.path, line, "no command fails below 100 % coverage of business logic")


_HEXAGON = "packages/business_hexagon/business_hexagon/domain/order.py"
_ROOT = '[tool.uv.workspace]\nmembers = ["packages/*"]\n\n'

RULE = ProjectRule(
    RuleCard(
        id="Q804",
        name="business_logic_is_covered",
        section="Code Quality Requirements",
        why="A branch of business logic that no test takes is a rule that nobody ever saw work.",
        mend=(
            "Measure the hexagon with branches, and let the test command fail under 100: `coverage"
            " report --fail-under=100`."
        ),
        bad=Example(
            {
                "pyproject.toml": (
                    f"{_ROOT}[tool.coverage.run]\nbranch = false  # <- here\n"
                    'source_pkgs = ["api_service"]  # <- here\n\n'
                    "[tool.coverage.report]\nfail_under = 80  # <- here\n"
                ),
                _HEXAGON: "",
            }
        ),
        good=Example(
            {
                "pyproject.toml": (
                    f"{_ROOT}[tool.coverage.run]\nbranch = true\n"
                    'source_pkgs = ["business_hexagon"]\n'
                ),
                "Makefile": "test:\n\tpytest --cov\n\tcoverage report --fail-under=100\n",
                _HEXAGON: "",
            }
        ),
    ),
    lambda file: work_files(file) or file.name == "pyproject.toml",
    _look,
)
