"""Nobody can restart, or keep traffic from, a process that cannot say how it is."""

import ast
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import string_of
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.reading.service_code import ServiceCode, service_codes
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_READY_MADE = ("health_router", "HealthApp", "HealthMiddleware")


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    for service in service_codes(files):
        if not service.uses(*_READY_MADE) and not _has_route(service):
            yield service.here(f"{service.member.name} answers no /health")


def _has_route(service: ServiceCode) -> bool:
    return any(
        string_of(call.args[0]) == "/health"
        for file in service.files
        if "/health" in file.text
        for call in file.nodes(ast.Call)
        if call.args and isinstance(call.func, ast.Attribute)
    )


_WORKER = "services/worker_service/worker_service/__main__.py"

RULE = ProjectRule(
    RuleCard(
        id="Q901",
        name="service_answers_health_probes",
        section="For FastAPI Services",
        why=(
            "Who supervises processes asks /health and /ready. A process without them is restarted"
            " too late, or gets requests before it can answer them."
        ),
        mend=(
            "Include `service_runtime.health_routes.health_router` into the application; a process"
            " without FastAPI serves `service_runtime.health_app.HealthApp`."
        ),
        bad=Example({_WORKER: "async def main() -> None:\n    await work()\n"}),
        good=Example(
            {
                _WORKER: (
                    "from service_runtime.health_app import HealthApp\n\n\n"
                    "async def main() -> None:\n"
                    "    await serve(HealthApp(health, render_metrics))\n"
                )
            }
        ),
    ),
    python_of(*SERVICES),
    _look,
)
