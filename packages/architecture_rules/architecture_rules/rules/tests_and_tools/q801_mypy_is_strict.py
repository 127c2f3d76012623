"""A type checker that is not strict believes what nobody wrote."""

import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.toml_tables import line_of_key, table_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_WANTED = ("strict", "disallow_any_explicit")
_WEAKER = re.compile(
    r"(?:check_untyped_defs|disallow_\w+|strict_\w+|warn_return_any) *= *false"
    r"|ignore_errors *= *true"
)
_DEPENDENCY = re.compile(r"[\"']mypy(?:\[[\w,-]+\])?\s*(?P<version>[<>=~!][^\"']*)?[\"']")
_LEAST = (1, 8)


def _look(file: SourceFile) -> Iterator[Place]:
    table = table_of(file, "tool", "mypy")
    if table is None:
        yield Place(file.path, 1, "has no [tool.mypy] with strict = true")
        return
    for key in _WANTED:
        if table.get(key) is not True:
            place = line_of_key(file, "tool.mypy", key)
            yield Place(file.path, place, f"mypy runs without {key} = true")
    inside = False
    for number, line in enumerate(file.lines, 1):
        if line.startswith("["):
            inside = line.lstrip("[").startswith("tool.mypy")
        elif inside and _WEAKER.match(line) and not line.startswith(_WANTED):
            yield Place(file.path, number, f"`{line.partition('#')[0].strip()}` undoes strict")
        dependency = _DEPENDENCY.search(line)
        if dependency and _least(dependency["version"] or "") < _LEAST:
            yield Place(file.path, number, "allows a mypy older than 1.8")


def _least(version: str) -> tuple[int, ...]:
    found = re.search(r"(?:>=|==|~=|>) *(\d+)(?:\.(\d+))?", version)
    return (int(found[1]), int(found[2] or 0)) if found else (0, 0)


RULE = FileRule(
    RuleCard(
        id="Q801",
        name="mypy_is_strict",
        section="Code Quality Requirements",
        why=(
            "Types are checked as strictly as the configuration says; one relaxed key lets untyped"
            " code and `Any` in again, without a word in any review."
        ),
        mend="Set strict and disallow_any_explicit, ask for mypy>=1.8, and give up weaker keys.",
        bad=Example(
            {
                "pyproject.toml": (
                    '[dependency-groups]\ndev = [\n    "mypy>=1.5",  # <- here\n]\n\n'
                    "[tool.mypy]  # <- here\nstrict = false  # <- here\n"
                    "disallow_untyped_defs = false  # <- here\n\n"
                    '[[tool.mypy.overrides]]\nmodule = "shop.*"\n'
                    "ignore_errors = true  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                "pyproject.toml": (
                    '[dependency-groups]\ndev = [\n    "mypy>=1.15",\n]\n\n'
                    "[tool.mypy]\nstrict = true\ndisallow_any_explicit = true\n"
                )
            }
        ),
    ),
    lambda file: file.path == "pyproject.toml",
    _look,
)
