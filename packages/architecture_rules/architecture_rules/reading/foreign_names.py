"""Names with hyphens or capitals that others chose: the one list, each with who chose it."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Final

from architecture_rules.project.configuration import (
    ConfigurationError,
    ForeignName,
    read_configuration,
)
from architecture_rules.project.source_file import SourceFile

__all__ = ["FOREIGN_NAMES", "is_foreign"]

_BY_REASON: Final = {
    "build tools look for these file names": (
        "Brewfile",
        "CMakeLists.txt",
        "Caddyfile",
        "Cargo.lock",
        "Cargo.toml",
        "Chart.lock",
        "Chart.yaml",
        "Containerfile",
        "Containerfile.*",
        "Dockerfile",
        "Dockerfile.*",
        "GNUmakefile",
        "Gemfile",
        "Gemfile.lock",
        "Jenkinsfile",
        "Justfile",
        "Makefile",
        "Pipfile",
        "Pipfile.lock",
        "Procfile",
        "Taskfile.y*ml",
        "Tiltfile",
        "Vagrantfile",
    ),
    "docker compose looks for it": ("docker-compose*.y*ml",),
    "images of servers run what lies there": ("docker-entrypoint*",),
    "npm and pnpm write it": (
        "npm-shrinkwrap.json",
        "package-lock.json",
        "pnpm-lock.yaml",
        "pnpm-workspace.yaml",
    ),
    "uv and pyenv read it": (".python-version", ".python-versions"),
    "pre-commit reads it": (".pre-commit-config.yaml", ".pre-commit-hooks.yaml"),
    "platforms of continuous integration read it": (
        ".gitlab-ci.yml",
        "azure-pipelines.yml",
        "bitbucket-pipelines.yml",
        "copilot-instructions.md",
        "release-please-config.json",
        ".release-please-manifest.json",
        "sonar-project.properties",
    ),
    "licences are found by this name": ("LICENSE-*", "LICENCE-*"),
    "language tags have it (BCP 47, gettext)": (
        "[a-z][a-z]-[A-Z][A-Z]",
        "[a-z][a-z]-[A-Z][A-Z].*",
        "[a-z][a-z]_[A-Z][A-Z]",
        "[a-z][a-z]_[A-Z][A-Z].*",
        "[a-z][a-z]-[A-Z][a-z][a-z][a-z]",
        "[a-z][a-z]-[A-Z][a-z][a-z][a-z].*",
    ),
    "RFC 8615 registers names below it": (".well-known",),
    "browsers ask for it": ("apple-touch-icon*",),
    "unittest reads it": ("maxDiff", "longMessage"),
    "curl and others read it in small letters": (
        "all_proxy",
        "ftp_proxy",
        "http_proxy",
        "https_proxy",
        "no_proxy",
    ),
    "RabbitMQ calls its own queues and exchanges so": ("amq.*",),
}

FOREIGN_NAMES: Final = tuple(
    ForeignName(pattern, reason) for reason, patterns in _BY_REASON.items() for pattern in patterns
)
"""What every project meets; its own go to `[[tool.quintet.foreign_names]]`."""


def is_foreign(name: str, file: SourceFile) -> bool:
    """Whether others chose a name, as this list or the project's pyproject says."""
    return any(
        fnmatchcase(name, each.pattern) for each in (*FOREIGN_NAMES, *_declared_for(file.root))
    )


def _declared_for(root: Path) -> Sequence[ForeignName]:
    try:
        state = (root / "pyproject.toml").stat()
    except OSError:
        return ()
    return _declared(root, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=16)
def _declared(root: Path, _changed: int, _size: int) -> Sequence[ForeignName]:
    try:
        return tuple(read_configuration(root).foreign_names)
    except ConfigurationError:
        return ()
