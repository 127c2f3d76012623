"""A request without an id, or that nobody wrote down, cannot be followed anywhere."""

from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.selections import python_of
from architecture_rules.reading.service_code import service_codes
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    for service in service_codes(files):
        if not service.uses("TelemetryMiddleware"):
            message = "requests to this application are not logged, and have no id"
            yield from service.at_application("add_middleware", message=message)


_APP = "services/api_service/api_service/interface/http/app.py"
_MADE = "def build_app() -> FastAPI:\n    app = FastAPI(title='Shop')"

RULE = ProjectRule(
    RuleCard(
        id="Q907",
        name="requests_are_logged_with_their_id",
        section="For FastAPI Services",
        why=(
            "One id follows a request through every process it touches. The middleware takes or"
            " makes it, writes one line for each request and hands it on."
        ),
        mend="Add `telemetry.asgi.TelemetryMiddleware`, as the last and so the outermost of all.",
        bad=Example({_APP: f"{_MADE}  # <- here\n    return app\n"}),
        good=Example(
            {
                _APP: (
                    f"{_MADE}\n    app.add_middleware(TelemetryMiddleware, metrics=HttpMetrics())\n"
                    "    return app\n"
                )
            }
        ),
    ),
    python_of(Kind.API, Kind.DATA),
    _look,
)
