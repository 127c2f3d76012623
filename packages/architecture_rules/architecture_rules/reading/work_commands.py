"""The commands that people and build servers run: Makefiles, workflows, scripts, hooks."""

import re
from fnmatch import translate

from architecture_rules.project.source_file import SourceFile

__all__ = ["build_server_files", "commands_in", "work_files"]

_OF_BUILD_SERVERS = (
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
_OF_PEOPLE = (
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
)


def build_server_files(file: SourceFile) -> bool:
    """Whether a build server reads it."""
    return _BUILD_SERVER.match(file.path) is not None


def work_files(file: SourceFile) -> bool:
    """Whether it stands at the project's root and holds commands, of people or build servers."""
    return _WORK.match(file.path) is not None


def _one_pattern(*globs: str) -> re.Pattern[str]:
    # Every file of a project is held against it, several times: one pattern, not thirty.
    return re.compile("|".join(translate(each) for each in globs))


_BUILD_SERVER = _one_pattern(*_OF_BUILD_SERVERS)
_WORK = _one_pattern(*_OF_BUILD_SERVERS, *_OF_PEOPLE)


def commands_in(file: SourceFile) -> str:
    """Return its commands, a line each, words parted by single spaces.

    Comments go, and quotes, commas and brackets of lists: `["ruff", "check"]` is `ruff check`. Of a
    pyproject only tables of tasks and scripts count: that a tool is installed runs it nowhere.
    """
    lines = _tasks(file.lines) if file.name == "pyproject.toml" else file.lines
    kept = [line for line in lines if not line.lstrip().startswith(("#", "//"))]
    text = "\n".join(line.partition(" # ")[0] for line in kept)
    for mark in ("\\\n", '"', "'", ",", "[", "]"):
        text = text.replace(mark, " ")
    return "\n".join(" ".join(line.split()) for line in text.splitlines())


def _tasks(lines: list[str]) -> list[str]:
    kept: list[str] = []
    is_task = False
    for line in lines:
        if line.startswith("["):
            is_task = line.startswith("[tool.") and ("task" in line or "script" in line)
        elif is_task:
            kept.append(line)
    return kept
