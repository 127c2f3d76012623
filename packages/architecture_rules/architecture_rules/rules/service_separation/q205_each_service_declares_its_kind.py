"""A service of no kind is one that no rule looks at."""

from collections.abc import Iterator, Sequence
from typing import Final

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_SERVICES: Final = "services/"


def _look(project: Project, _: Sequence[SourceFile]) -> Iterator[Place]:
    kinds = project.configuration.kinds
    for folder, member in project.members.items():
        if folder.startswith(_SERVICES) and member.name not in kinds:
            path = f"{folder}/pyproject.toml"
            yield Place(path, 1, f"{member.name} has no kind in [tool.quintet.services]")
    names = {each.name for each in project.members.values()}
    lines = _lines(project.configuration.text)
    for name in sorted(kinds.keys() - names):
        line = lines.get(name, 1)
        yield Place("pyproject.toml", line, f"{name} is no member of the workspace")


def _lines(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("["):
            table = line.strip()
        elif table in {"[tool.quintet.services]", "[tool.quintet.kinds]"}:
            found.setdefault(line.partition("=")[0].strip().strip("\"'"), number)
    return found


_ROOT = (
    '[project]\nname = "shop"\nversion = "0.1.0"\n\n[tool.uv.workspace]\n'
    'members = ["packages/*", "services/*"]\n\n[tool.quintet.services]\n'
)
_MEMBER = '[project]\nname = "{name}"\nversion = "0.1.0"\n'

RULE = ProjectRule(
    RuleCard(
        id="Q205",
        name="each_service_declares_its_kind",
        section="Service Types and Technologies",
        why=(
            "Whether a service may hold aiogram, routes or a driver follows from its kind. Without"
            " one, it could hold all three and the check would stay silent."
        ),
        mend=(
            "Name it in `[tool.quintet.services]` of the root pyproject as `api`, `bot`, `worker`"
            " or `data`, and remove names of services that are gone."
        ),
        bad=Example(
            {
                "pyproject.toml": f'{_ROOT}bot_service = "bot"\napi_servise = "api"  # <- here\n',
                "services/api_service/pyproject.toml": (
                    '[project]  # <- here\nname = "api_service"\nversion = "0.1.0"\n'
                ),
                "services/bot_service/pyproject.toml": _MEMBER.replace("{name}", "bot_service"),
            }
        ),
        good=Example(
            {
                "pyproject.toml": f'{_ROOT}bot_service = "bot"\n',
                "services/bot_service/pyproject.toml": _MEMBER.replace("{name}", "bot_service"),
            }
        ),
    ),
    lambda file: file.name == "pyproject.toml",
    _look,
)
