"""The compose service, its image and its URL bear the name that the code has."""

import re
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Member
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.compose import ComposeService, compose_services, is_yaml
from architecture_rules.reading.dockerfiles import is_dockerfile
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_TAG = re.compile(r"(:[^/]*)?(@.*)?$")
_HOST = re.compile(r"\w+://(?:[^@/]*@)?([a-z][\w-]*)(?::\d+)?(?:/|$)")
_HERE = {"localhost"}


def _look(project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    for service in compose_services(files):
        yield from _urls(project, service)
        member = service.member(project)
        if member is not None and "build" in service.fields:
            yield from _names(service, member)


def _names(service: ComposeService, member: Member) -> Iterator[Place]:
    name, wanted = service.name, member.name
    if not service.runs_once and name != wanted and not name.startswith(f"{wanted}_"):
        yield Place(service.path, service.line, f"{name} runs {wanted}: call it so")
    image = service.image
    if image is not None:
        last = _TAG.sub("", image.text).rpartition("/")[2]
        if last not in {"", wanted} and "$" not in last:
            yield Place(service.path, image.line, f"the image {last} holds {wanted}: call it so")
    for each in service.environment:
        if (
            each.name in {"OTEL_SERVICE_NAME", "SERVICE_NAME"}
            and re.fullmatch(r"[\w-]+", each.value)
            and each.value not in {wanted, name}
        ):
            yield Place(service.path, each.line, f"{wanted} calls itself {each.value}")


def _urls(project: Project, service: ComposeService) -> Iterator[Place]:
    for each in service.environment:
        member = project.member(each.name.removesuffix("_URL").lower())
        host = _HOST.match(each.value)
        if member is None or not each.name.endswith("_URL") or host is None:
            continue
        name = host[1]
        if name not in {member.name, *_HERE} and not name.startswith(f"{member.name}_"):
            yield Place(service.path, each.line, f"{each.name} leads to {name}")


_DOCKER = {
    "services/db_postgres_service/Dockerfile": "FROM python:3.12-slim\n",
    "services/api_service/Dockerfile": "FROM python:3.12-slim\n",
}
_BUILD = "    build: {context: .., dockerfile: services"

RULE = ProjectRule(
    RuleCard(
        id="Q416",
        name="containers_are_called_like_members",
        section="Naming Conventions",
        why=(
            "A log line names a service, a URL names a host, an alert names a container. If these"
            " are three names, somebody looks into the wrong one first."
        ),
        mend=(
            "Call the compose service and the last part of its image like the folder of the member"
            " that it builds, and let `<MEMBER>_URL` lead to it."
        ),
        bad=Example(
            {
                "deploy/compose.yaml": (
                    "services:\n"
                    "  backend:  # <- here\n"
                    f"{_BUILD}/api_service/Dockerfile}}\n"
                    "    image: shop/web  # <- here\n"
                    "    environment:\n"
                    "      DB_POSTGRES_SERVICE_URL: http://database:8000  # <- here\n"
                    "  db_postgres_service:\n"
                    f"{_BUILD}/db_postgres_service/Dockerfile}}\n"
                ),
                **_DOCKER,
            }
        ),
        good=Example(
            {
                "deploy/compose.yaml": (
                    "services:\n"
                    "  api_service:\n"
                    f"{_BUILD}/api_service/Dockerfile}}\n"
                    "    image: shop/api_service\n"
                    "    environment:\n"
                    "      DB_POSTGRES_SERVICE_URL: http://db_postgres_service:8000\n"
                    "  db_postgres_service:\n"
                    f"{_BUILD}/db_postgres_service/Dockerfile}}\n"
                ),
                **_DOCKER,
            }
        ),
    ),
    lambda file: is_yaml(file) or is_dockerfile(file),
    _look,
)
