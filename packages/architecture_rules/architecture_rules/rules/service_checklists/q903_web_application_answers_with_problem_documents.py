"""An error that every application words in its own way can be handled by no client."""

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
        if not service.uses("install_problem_handlers"):
            message = "this application answers errors without problem documents"
            yield from service.at_application(message=message)


_APP = "services/api_service/api_service/interface/http/app.py"
_MADE = "def build_app() -> FastAPI:\n    app = FastAPI(title='Shop')"

RULE = ProjectRule(
    RuleCard(
        id="Q903",
        name="web_application_answers_with_problem_documents",
        section="For FastAPI Services",
        why=(
            "All errors leave as RFC 9457 documents with a stable code. Without the handlers an"
            " unexpected exception leaves as a bare 500, and a validation error in another shape."
        ),
        mend="Call `problem_details.handlers.install_problem_handlers(app)` in the app factory.",
        bad=Example({_APP: f"{_MADE}  # <- here\n    return app\n"}),
        good=Example({_APP: f"{_MADE}\n    install_problem_handlers(app)\n    return app\n"}),
    ),
    python_of(Kind.API, Kind.DATA),
    _look,
)
