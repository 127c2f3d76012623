"""One runtime for all: what one member may use, all may use."""

import re
import tomllib
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_OLDEST = (3, 12)
_LOWEST = re.compile(r"(?:>=|==|~=|>)\s*(\d+)\.(\d+)")


def _selects(file: SourceFile) -> bool:
    folder = file.member.folder if file.member else ""
    return file.path in {f"{folder}/pyproject.toml".lstrip("/"), ".python-version"}


def _look(file: SourceFile) -> Iterator[Place]:
    if file.name == ".python-version":
        found = re.match(r"(?:cpython[-@])?(\d+)\.(\d+)", file.text.strip())
        if found and (int(found[1]), int(found[2])) < _OLDEST:
            yield Place(file.path, 1, f"Python {found[0]} is older than 3.12")
        return
    try:
        project = tomllib.loads(file.text).get("project")
    except tomllib.TOMLDecodeError:
        return
    if not isinstance(project, dict):
        return
    if "requires-python" not in project:
        line = _line(file, "[project]")
        yield Place(file.path, line, "does not say which Python it requires")
        return
    wanted = str(project["requires-python"])
    lowest = [(int(major), int(minor)) for major, minor in _LOWEST.findall(wanted)]
    if not lowest or max(lowest) < _OLDEST:
        line = _line(file, "requires-python")
        yield Place(file.path, line, f"requires-python = {wanted!r} admits Python before 3.12")


def _line(file: SourceFile, start: str) -> int:
    numbered = enumerate(file.lines, 1)
    return next((number for number, line in numbered if line.strip().startswith(start)), 1)


_PATH = "services/api_service/pyproject.toml"
_HEAD = '[project]\nname = "api_service"\nversion = "0.1.0"\n'

RULE = FileRule(
    RuleCard(
        id="Q301",
        name="members_require_python_3_12",
        section="Technology Stack Requirements",
        why=(
            "All services share packages. A member that admits an older Python makes everybody's"
            " packages, types and images answer for two runtimes."
        ),
        mend='Write `requires-python = ">=3.12"`.',
        bad=Example({_PATH: f'{_HEAD}requires-python = ">=3.10"  # <- here\n'}),
        good=Example({_PATH: f'{_HEAD}requires-python = ">=3.12"\n'}),
    ),
    _selects,
    _look,
)
