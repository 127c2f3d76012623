"""A container that runs may be dead all the same; only a check tells."""

from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.compose import ComposeService, compose_services, is_yaml
from architecture_rules.reading.dockerfiles import base_of, is_dockerfile, read_dockerfile
from architecture_rules.reading.selections import any_of
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]


def _look(project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    services = compose_services(files)
    checked = {
        member.name
        for each in services
        if _has_check(each) and (member := each.member(project)) is not None
    }
    for file in files:
        member = file.member
        if member is None or not is_dockerfile(file) or member.name in checked:
            continue
        stages = read_dockerfile(file.text)
        check = stages and (
            stages[-1].last("HEALTHCHECK") or base_of(stages, stages[-1]).last("HEALTHCHECK")
        )
        if stages and (not check or check.text.upper() == "NONE"):
            line = check.line if check else stages[-1].line
            yield Place(file.path, line, f"nobody can ask the container of {member.name} how it is")
    for each in services:
        if not (each.is_built or each.runs_once or _has_check(each)):
            yield Place(each.path, each.line, f"nobody can ask the container {each.name} how it is")


def _has_check(service: ComposeService) -> bool:
    check = service.fields.get("healthcheck")
    test = check.at("test") if check else None
    return test is not None and [each.text for each in test.items] != ["NONE"]


_PATH = "services/api_service/Dockerfile"
_COMPOSE = "deploy/compose.yaml"
_FROM = "FROM python:3.12-slim"
_REST = 'USER 10001\nENTRYPOINT ["python", "-m", "api_service"]\n'

RULE = ProjectRule(
    RuleCard(
        id="Q323",
        name="containers_tell_their_health",
        section="Service Development Checklist",
        why=(
            "Without a check an orchestrator sends requests to a process that only looks alive, and"
            " who depends on a server starts before it can answer."
        ),
        mend="Give the Dockerfile a `HEALTHCHECK`, or the service in the compose file one.",
        bad=Example(
            {
                _PATH: f"{_FROM}  # <- here\n{_REST}",
                _COMPOSE: "services:\n  redis:  # <- here\n    image: redis:7\n",
            }
        ),
        good=Example(
            {
                _PATH: f'{_FROM}\nHEALTHCHECK CMD ["python", "-m", "api_service.probe"]\n{_REST}',
                _COMPOSE: (
                    "services:\n  redis:\n    image: redis:7\n"
                    '    healthcheck: {test: ["CMD", "redis-cli", "ping"]}\n'
                    '  set_up:\n    image: redis:7\n    restart: "no"\n'
                ),
            }
        ),
    ),
    any_of(is_dockerfile, is_yaml),
    _look,
)
