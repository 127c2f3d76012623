"""Where a project bears its own name instead of the platform's."""

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["NAMED_FILES", "with_name"]

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
    text = content.decode() if path in NAMED_FILES else ""
    for pattern, replacement in NAMED_FILES.get(path, ()):
        text = re.sub(pattern, replacement.format(project), text)
    return text.encode() if text else content
