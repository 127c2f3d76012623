"""A wall that only our own code keeps is none for whoever broke into it."""

from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.compose import ComposeService, compose_services, is_yaml
from architecture_rules.reading.dockerfiles import is_dockerfile
from architecture_rules.reading.selections import any_of
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_DATABASES = ("postgres", "postgresql", "postgis", "mongo", "mongodb", "mysql", "mariadb")


def _look(project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    services = compose_services(files)
    for database in services:
        if not _is_database(database):
            continue
        for service in services:
            member = service.member(project)
            if service.path != database.path or member is None or not member.is_business_service:
                continue
            for network in sorted(service.networks & database.networks):
                line = service.fields["networks"].line if "networks" in service.fields else 0
                message = f"{service.name} reaches {database.name} on the network {network}"
                yield Place(service.path, line or service.line, message)


def _is_database(service: ComposeService) -> bool:
    image = service.image
    name = image.text.partition("@")[0].rpartition("/")[2].partition(":")[0] if image else ""
    return name in _DATABASES and not service.is_built


_PATH = "deploy/compose.yaml"
_POSTGRES = "  postgres:\n    image: postgres:18\n    networks: [relational]\n"
_API = "services:\n  api_service:\n    image: shop/api_service:1\n"
_PACKAGE = {"services/api_service/api_service/__init__.py": '"""API."""\n'}

RULE = ProjectRule(
    RuleCard(
        id="Q326",
        name="databases_share_no_network_with_business",
        section="Core Principles and Constraints",
        why=(
            "Who is on the database's network can connect to it, whatever our imports say. With"
            " networks apart, only the data service stands between."
        ),
        mend="Give each database a network of its own, which only its data service shares.",
        bad=Example(
            {_PATH: f"{_API}    networks: [services, relational]  # <- here\n{_POSTGRES}"}
            | _PACKAGE
        ),
        good=Example({_PATH: f"{_API}    networks: [services]\n{_POSTGRES}"} | _PACKAGE),
    ),
    any_of(is_dockerfile, is_yaml),
    _look,
)
