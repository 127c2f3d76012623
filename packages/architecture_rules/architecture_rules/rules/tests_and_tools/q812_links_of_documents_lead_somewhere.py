"""A page that points at nothing teaches its readers not to follow its links."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.markdown_blocks import is_generated, prose_of
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_LINK = re.compile(r"\]\(<?(?P<target>[^)\s>]+)>?(?:\s+[\"'][^)]*)?\)")
_CODE = re.compile(r"`[^`]*`")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|#|/|\{")
_GUIDE = "docs/architecture_guide.md"
"""A copy of what its publisher keeps, who alone may edit it; it points at pages of his own."""


def _look(project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    folders = {
        path[:end] for path in project.files for end, letter in enumerate(path) if letter == "/"
    }
    for file in files:
        if not file.path.endswith(".md") or file.path == _GUIDE or is_generated(file):
            continue
        for number, line in prose_of(file):
            for found in _LINK.finditer(_CODE.sub(lambda code: " " * len(code[0]), line)):
                target = found["target"]
                if _ELSEWHERE.match(target):
                    continue
                wanted = _resolved(file, target)
                if wanted not in project.files and wanted not in folders and wanted != ".":
                    message = f"{target} is not there"
                    yield Place(file.path, number, message, found.start("target") + 1)


def _resolved(file: SourceFile, target: str) -> str:
    path = unquote(target.partition("#")[0].partition("?")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(file.path), path))


RULE = ProjectRule(
    RuleCard(
        id="Q812",
        name="links_of_documents_lead_somewhere",
        section="Code Quality Requirements",
        why="Documentation is followed link by link; a dead one ends the way, mid incident.",
        mend="Mend the path, or remove the link with what it spoke of.",
        bad=Example(
            {
                "README.md": "# Shop\n\nSee [access](docs/acess.md).  <!-- here -->\n",
                "docs/access.md": "# Access\n",
            }
        ),
        good=Example(
            {
                "README.md": (
                    "# Shop\n\nSee [access](docs/access.md#roles), [all](docs/) and"
                    " [uv](https://docs.astral.sh/uv/).\n"
                ),
                "docs/access.md": "# Access\n\nBack [home](../README.md).\n",
            }
        ),
    ),
    lambda _: True,  # a link dies when its target goes
    _look,
)
