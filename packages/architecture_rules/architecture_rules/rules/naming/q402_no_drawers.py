"""A module called utils says where it lies, never what is in it."""

from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.foreign_names import is_foreign
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_CODE = (".py", ".pyi", ".js", ".ts")
_DRAWERS = {
    *("base", "bases", "common", "commons", "helper", "helpers", "manager", "managers"),
    *("misc", "miscellaneous", "stuff", "util", "utility", "utilities", "utils"),
}
_ENDINGS = tuple(
    f"_{each}" for each in ("helper", "helpers", "misc", "util", "utilities", "utility", "utils")
)


def _drawer(path: str) -> str:
    """Return the path of the outermost drawer; empty when there is none."""
    parts = path.split("/")
    for depth, part in enumerate(parts, 1):
        name = part.partition(".")[0].strip("_") if depth == len(parts) else part
        if name.lower() in _DRAWERS or name.lower().endswith(_ENDINGS):
            return "/".join(parts[:depth])
    return ""


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    said: set[str] = set()
    for file in files:
        drawer = _drawer(file.path)
        if drawer not in said and not is_foreign(drawer.rpartition("/")[2], file):
            said.add(drawer)
            yield Place(file.path, 1, f"{drawer} says nothing of what is in it")


_HEXAGON = "packages/business_hexagon/business_hexagon/domain"

RULE = ProjectRule(
    RuleCard(
        id="Q402",
        name="no_drawers",
        section="Naming Conventions",
        why=(
            "The layout is how people find code. A drawer (`utils`, `common`, `helpers`, `manager`,"
            " `base`) takes whatever comes, is imported by everybody, and joins what layers part."
        ),
        mend="Name it for what it does (`rounding.py`), and put each part where it is used.",
        bad=Example({f"{_HEXAGON}/utils.py": "def rounded(amount: int) -> int: ...\n"}),
        good=Example({f"{_HEXAGON}/rounding.py": "def rounded(amount: int) -> int: ...\n"}),
    ),
    lambda file: file.path.endswith(_CODE) and _drawer(file.path) != "",
    _look,
)
