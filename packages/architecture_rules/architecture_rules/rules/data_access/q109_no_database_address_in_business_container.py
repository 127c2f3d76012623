"""A container that is given a database's password has a direct way in, whatever its code says."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.compose import ComposeService, compose_services, is_yaml
from architecture_rules.reading.database_addresses import (
    is_database_address,
    is_database_setting,
)
from architecture_rules.reading.dockerfiles import is_dockerfile, read_dockerfile
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_VARIABLE: Final = re.compile(r"(\w+)[= ]")


def _look(project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    for service in compose_services(files):
        member = service.member(project)
        if member is not None and member.is_business_service:
            for name, line in _given(service):
                yield Place(service.path, line, f"{service.name} is given {name}")
    for file in files:
        if is_dockerfile(file) and file.member is not None and file.member.is_business_service:
            for stage in read_dockerfile(file.text):
                for each in stage.instructions:
                    names = _VARIABLE.findall(each.text) if each.word in {"ARG", "ENV"} else []
                    for name in filter(is_database_setting, names):
                        message = f"the image of {file.member.name} holds {name}"
                        yield Place(file.path, each.line, message)


def _given(service: ComposeService) -> Iterator[tuple[str, int]]:
    for each in service.environment:
        if is_database_setting(each.name) or is_database_address(each.value):
            yield each.name, each.line
    secrets = service.fields.get("secrets")
    for secret in secrets.items if secrets else ():
        source = secret.at("source") or secret
        if is_database_setting(source.text):
            yield f"the secret {source.text}", source.line


_API = "services/api_service"
_BUILD = "    build: {{context: .., dockerfile: services/{0}/Dockerfile}}\n"


def _compose(service: str, environment: str) -> str:
    return f"services:\n  {service}:\n{_BUILD.format(service)}    environment:\n{environment}"


RULE = ProjectRule(
    RuleCard(
        id="Q109",
        name="no_database_address_in_business_container",
        section="Data Access Architecture",
        why=(
            "A business service that is broken into gives away what its container was given. Only"
            " the data services' containers need to know where the databases are."
        ),
        mend="Remove the variable or secret; give the container the data service's URL instead.",
        bad=Example(
            {
                "deploy/compose.yaml": _compose(
                    "api_service",
                    "      DB_POSTGRES_SERVICE_URL: http://db_postgres_service:8000\n"
                    "      POSTGRES_URL: ${POSTGRES_URL}  # <- here\n"
                    "    secrets:\n      - mongodb_url  # <- here\n",
                ),
                f"{_API}/Dockerfile": (
                    "FROM python:3.12-slim\n"
                    "ENV DATABASE_URL=postgresql://postgres/shop  # <- here\n"
                ),
            }
        ),
        good=Example(
            {
                "deploy/compose.yaml": _compose(
                    "api_service",
                    "      DB_POSTGRES_SERVICE_URL: http://db_postgres_service:8000\n",
                ),
                f"{_API}/Dockerfile": "FROM python:3.12-slim\nENV API_SERVICE_PORT=8000\n",
                "services/db_postgres_service/Dockerfile": (
                    "FROM python:3.12-slim\nENV POSTGRES_URL=\n"
                ),
            }
        ),
    ),
    lambda file: is_yaml(file) or is_dockerfile(file),
    _look,
)
