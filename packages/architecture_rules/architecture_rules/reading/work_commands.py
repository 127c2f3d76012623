"""The commands that people and build servers run: Makefiles, workflows, scripts, hooks."""

from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.selections import any_of, named

__all__ = ["build_server_files", "commands_in", "work_files"]

build_server_files = named(
    ".ci/*",
    ".circleci/*.yml",
    ".drone.yml",
    ".forgejo/workflows/*",
    ".gitea/workflows/*",
    ".github/workflows/*",
    ".gitlab-ci.yml",
    ".travis.yml",
    ".woodpecker/*",
    ".woodpecker.y*ml",
    "Jenkinsfile",
    "appveyor.yml",
    "azure-pipelines.y*ml",
    "bitbucket-pipelines.yml",
)
"""Selects what a build server reads."""

work_files = any_of(
    build_server_files,
    named(
        ".pre-commit-config.yaml",
        "GNUmakefile",
        "Justfile",
        "Makefile",
        "Taskfile.y*ml",
        "justfile",
        "makefile",
        "mise.toml",
        "noxfile.py",
        "poe_tasks.toml",
        "pyproject.toml",
        "scripts/*",
        "tox.ini",
    ),
)
"""Selects what holds a project's commands, at its root."""


def commands_in(file: SourceFile) -> str:
    """Return its text without comments, words parted by single spaces.

    Quotes, commas and brackets of lists go: `["ruff", "check"]` is the command `ruff check`.
    """
    kept = [line for line in file.lines if not line.lstrip().startswith(("#", "//"))]
    text = "\n".join(line.partition(" # ")[0] for line in kept)
    for mark in ("\\\n", '"', "'", ",", "[", "]"):
        text = text.replace(mark, " ")
    return "\n".join(" ".join(line.split()) for line in text.splitlines())
