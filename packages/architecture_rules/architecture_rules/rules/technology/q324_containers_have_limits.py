"""One container that takes all memory takes all containers."""

from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.compose import ComposeService, compose_services, is_yaml
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_KINDS = {"memory": "mem_limit", "cpus": "cpus"}


def _look(_project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    for service in compose_services(files):
        missing = [kind for kind in _KINDS if not _has_limit(service, kind)]
        if missing:
            message = f"{service.name} has no limit for {' and '.join(missing)}"
            yield Place(service.path, service.line, message)


def _has_limit(service: ComposeService, kind: str) -> bool:
    deploy = service.fields.get("deploy")
    given = deploy.at("resources", "limits", kind) if deploy else None
    found = given or service.fields.get(_KINDS[kind])
    return found is not None and found.text not in {"", "0"}


_PATH = "deploy/compose.yaml"

RULE = ProjectRule(
    RuleCard(
        id="Q324",
        name="containers_have_limits",
        section="Performance Standards",
        why=(
            "A leak or an endless loop in one container otherwise starves all others of the"
            " machine, and the kernel ends whichever it likes."
        ),
        mend="Give the service `deploy.resources.limits` with `cpus` and `memory`.",
        bad=Example(
            {
                _PATH: (
                    "services:\n  redis:  # <- here\n    image: redis:7\n"
                    "    deploy: {resources: {limits: {memory: 256m}}}\n"
                )
            }
        ),
        good=Example(
            {
                _PATH: (
                    "x-limits: &limits\n"
                    '  deploy: {resources: {limits: {cpus: "1.0", memory: 256m}}}\n'
                    "services:\n  redis:\n    <<: *limits\n    image: redis:7\n"
                ),
                "deploy/compose.override.yaml": (
                    'services:\n  redis:\n    ports: ["127.0.0.1:6379:6379"]\n'
                ),
            }
        ),
    ),
    is_yaml,
    _look,
)
