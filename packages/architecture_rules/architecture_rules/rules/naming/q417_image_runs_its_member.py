"""A Dockerfile is copied from the neighbour's, and one name in it is forgotten."""

import re
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.dockerfiles import is_dockerfile, read_dockerfile
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_INSTALLED = re.compile(r"--package[\s\"',=]+([\w-]+)")
_STARTED = re.compile(r"(?:-m[\s\"',]+|uvicorn[\s\"',]+|gunicorn[\s\"',]+)([A-Za-z_]\w*)[\w.:]*")


def _look(project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    for file in files:
        member = file.member
        if member is None or not is_dockerfile(file):
            continue
        for stage in read_dockerfile(file.text):
            for each in stage.instructions:
                started = _STARTED.findall(each.text) if each.word in {"CMD", "ENTRYPOINT"} else []
                installed = _INSTALLED.findall(each.text) if each.word == "RUN" else []
                for name in (*started, *installed):
                    other = project.member(name.replace("-", "_"))
                    if other is not None and other != member:
                        message = f"the image of {member.name} takes {other.name}"
                        yield Place(file.path, each.line, message)


_DOCKERFILE = "services/bot_service/Dockerfile"
_HEAD = "FROM python:3.12-slim\n"
_OTHER = {"services/api_service/api_service/__init__.py": '"""The API."""\n'}

RULE = ProjectRule(
    RuleCard(
        id="Q417",
        name="image_runs_its_member",
        section="Naming Conventions",
        why=(
            "An image called bot_service that starts api_service is found late: it builds, it"
            " starts, and its health check is green."
        ),
        mend="Install and start the member that the Dockerfile lies in.",
        bad=Example(
            {
                _DOCKERFILE: (
                    f'{_HEAD}RUN ["uv", "sync", "--package", "api_service"]  # <- here\n'
                    'ENTRYPOINT ["python", "-m", "api_service"]  # <- here\n'
                ),
                **_OTHER,
            }
        ),
        good=Example(
            {
                _DOCKERFILE: (
                    f'{_HEAD}RUN ["uv", "sync", "--package", "bot_service"]\n'
                    'ENTRYPOINT ["python", "-m", "bot_service"]\n'
                ),
                **_OTHER,
            }
        ),
    ),
    lambda file: (
        file.member is not None
        and (is_dockerfile(file) or file.path == f"{file.member.folder}/pyproject.toml")
    ),
    _look,
)
