"""Where a project bears its own name instead of the platform's."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from scaffolding.edits import Edit
from scaffolding.records import Record
from scaffolding.rendering import Rendered

__all__ = ["NAMED_FILES", "with_name", "with_named_edits"]

_CONTAINERS: Final = (
    # Two projects on one machine share neither containers, networks, volumes nor images.
    (r"(?m)^name: quintet(?=_|$)", "name: {}"),
    (r"(?<=container_name: )quintet_", "{}_"),
    (r"(?<=image: )quintet/", "{}/"),
    (r"(?<={name: )quintet_", "{}_"),
)

NAMED_FILES: Final[dict[str, Sequence[tuple[str, str]]]] = {
    "pyproject.toml": (
        (r'(?m)^name = "quintet"$', 'name = "{}"'),
        (r'(?m)^description = ".*"$', 'description = "A project on the platform Quintet."'),
    ),
    "deploy/compose.yaml": _CONTAINERS,
    "deploy/compose.servers.yaml": _CONTAINERS,
    "deploy/servers.yaml": _CONTAINERS,
    "docs/guides/containers.md": ((r"(?m)^\| `quintet_", "| `{}_"),),
}
"""Patterns in files, and what stands there in a project; braces are its name.

Names that processes share stay what they are (exchange, queues, kinds of problems, settings): they
are the platform's, and a newer platform must know them again.
"""


def with_name(path: str, content: bytes, project: str) -> bytes:
    """Return what a file of the platform is in a project of this name."""
    return _named(path, content.decode(), project).encode() if path in NAMED_FILES else content


def with_named_edits(rendered: Rendered, records: Sequence[Record]) -> Rendered:
    """Return what a template says of a project with these records: its lines bear its name.

    The platform's own checkout has no record of a project, and keeps its name.
    """
    for record in records:
        if record.request.kind == "project":
            named = [_named_edit(edit, record.request.name) for edit in rendered.edits]
            return replace(rendered, edits=named)
    return rendered


def _named_edit(edit: Edit, project: str) -> Edit:
    return replace(edit, lines=tuple(_named(edit.file, line, project) for line in edit.lines))


def _named(path: str, text: str, project: str) -> str:
    for pattern, replacement in NAMED_FILES.get(path, ()):
        text = re.sub(pattern, replacement.format(project), text)
    return text
