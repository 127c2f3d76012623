"""A container that is told where a database is, is a way into it."""

import re
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.compose import compose_services, is_yaml
from architecture_rules.reading.dockerfiles import is_dockerfile
from architecture_rules.reading.selections import any_of
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_SERVERS = r"POSTGRES|POSTGRESQL|PG|MONGO|MONGODB|MYSQL|MARIADB|DATABASE|DB|SQL|SQLALCHEMY"
_DETAILS = r"URL|URI|DSN|HOST|PORT|USER|USERNAME|PASSWORD|PASS|DATABASE|NAME|DB"
_NAME = re.compile(
    rf"(?:\w+_)?(?:(?:{_SERVERS})_(?:\w+_)??(?:{_DETAILS})|PG(?:{_DETAILS}))(?:_FILE)?",
    re.IGNORECASE,
)
_SERVICE = re.compile(r"(?:^|_)SERVICE(?:_|$)", re.IGNORECASE)
_VALUE = re.compile(r"\b(?:postgres(?:ql)?|mongodb|mysql|mariadb)(?:\+\w+)?://", re.IGNORECASE)


def _look(project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    for service in compose_services(files):
        member = service.member(project)
        if member is None or not member.is_business_service:
            continue
        for variable in service.environment:
            if _is_of_database(variable.name) or _VALUE.search(variable.value):
                message = f"{service.name} is told of a database by {variable.name}"
                yield Place(service.path, variable.line, message)
        secrets = service.fields.get("secrets")
        for each in secrets.items if secrets else ():
            source = each.at("source")
            name = source.text if source else each.text
            if _is_of_database(name):
                message = f"{service.name} is given the secret {name} of a database"
                yield Place(service.path, each.line, message)


def _is_of_database(name: str) -> bool:
    # DB_POSTGRES_SERVICE_URL is the address of a data service, not of its database.
    return _NAME.fullmatch(name) is not None and _SERVICE.search(name) is None


_PATH = "deploy/compose.yaml"
_HEAD = "services:\n  worker_service:\n    image: shop/worker_service:1\n    environment:\n"

RULE = ProjectRule(
    RuleCard(
        id="Q325",
        name="business_containers_know_no_database",
        section="Core Principles and Constraints",
        why=(
            "No import of a driver is needed to reach a database whose password is in the"
            " environment. What a container does not know, no hole in it can give away."
        ),
        mend="Give it the address of the data service, such as `DB_POSTGRES_SERVICE_URL`, only.",
        bad=Example(
            {
                _PATH: (
                    f"{_HEAD}      POSTGRES_PASSWORD: ${{POSTGRES_PASSWORD}}  # <- here\n"
                    "      STORE: mongodb://mongodb:27017  # <- here\n"
                ),
                "services/worker_service/worker_service/__init__.py": '"""Worker."""\n',
            }
        ),
        good=Example(
            {
                _PATH: f"{_HEAD}      DB_POSTGRES_SERVICE_URL: https://db_postgres_service:8000\n",
                "services/worker_service/worker_service/__init__.py": '"""Worker."""\n',
            }
        ),
    ),
    any_of(is_dockerfile, is_yaml),
    _look,
)
