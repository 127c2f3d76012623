"""A folder with a hyphen cannot be imported, and nobody remembers which ones have it."""

import re
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.foreign_names import is_foreign
from architecture_rules.reading.written_names import HYPHENS
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_SEPARATED = re.compile(rf"[{HYPHENS}\s]")
_UNUSUAL = re.compile(rf"[A-Z{HYPHENS}\s]")


def _wrong(part: str) -> str:
    if _SEPARATED.search(part):
        return "is not written with underscores"
    if any(each != each.lower() and each != each.upper() for each in part.split(".")):
        return "mixes small letters and capitals"
    return ""


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    said: set[str] = set()
    for file in files:
        parts = file.path.split("/")
        for depth, part in enumerate(parts, 1):
            path = "/".join(parts[:depth])
            wrong = _wrong(part)
            if wrong and path not in said and not is_foreign(part, file):
                said.add(path)
                yield Place(file.path, 1, f"{path} {wrong}")


RULE = ProjectRule(
    RuleCard(
        id="Q401",
        name="paths_use_underscores",
        section="Naming Conventions",
        why=(
            "One way to write names needs no remembering. What has a hyphen cannot be imported, and"
            " two names that differ by case are one on some machines and two on others."
        ),
        mend=(
            "Rename it in snake_case. When a tool looks for that very name, declare it in"
            " `[[tool.quintet.foreign_names]]` with the tool as the reason."
        ),
        bad=Example({"docs/order-flow.md": "# How an order goes\n"}),
        good=Example(
            {
                "docs/order_flow.md": "# How an order goes\n",
                "docs/README.md": "# Documents\n",
                "services/api_service/Dockerfile": "FROM python:3.12-slim\n",
                ".pre-commit-config.yaml": "repos: []\n",
            }
        ),
    ),
    lambda file: _UNUSUAL.search(file.path) is not None,
    _look,
)
