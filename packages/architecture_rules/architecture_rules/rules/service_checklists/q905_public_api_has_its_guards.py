"""What stands around every request of the public API is forgotten in one place: the factory."""

from collections.abc import Iterator, Sequence
from typing import Final

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.selections import python_of
from architecture_rules.reading.service_code import service_codes
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_GUARDS: Final = {
    "CORSMiddleware": "decides which pages of browsers may call it",
    "SecurityHeadersMiddleware": "sends the security headers",
    "RequestLimitsMiddleware": "limits how large a request may be",
}


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    for service in service_codes(files):
        for guard, deed in _GUARDS.items():
            if not service.uses(guard):
                message = f"nothing {deed}: {guard} is not installed"
                yield from service.at_application("add_middleware", message=message)


_APP = "services/api_service/api_service/interface/http/app.py"

RULE = ProjectRule(
    RuleCard(
        id="Q905",
        name="public_api_has_its_guards",
        section="For FastAPI Services",
        why=(
            "CORS, security headers and limits of size hold for every route or for none. They are"
            " installed once, and one line lost there is missing everywhere."
        ),
        mend=(
            "Add the middleware in the app factory: `CORSMiddleware` with the origins of the"
            " settings, `service_runtime`'s `SecurityHeadersMiddleware`, `problem_details`'"
            " `RequestLimitsMiddleware`."
        ),
        bad=Example(
            {
                _APP: (
                    "def build_app() -> FastAPI:\n"
                    "    app = FastAPI(title='Shop')\n"
                    "    app.add_middleware(SecurityHeadersMiddleware)  # <- here\n"
                    "    return app\n"
                )
            }
        ),
        good=Example(
            {
                _APP: (
                    "def build_app(origins: list[str]) -> FastAPI:\n"
                    "    app = FastAPI(title='Shop')\n"
                    "    app.add_middleware(RequestLimitsMiddleware)\n"
                    "    app.add_middleware(CORSMiddleware, allow_origins=origins)\n"
                    "    app.add_middleware(SecurityHeadersMiddleware)\n"
                    "    return app\n"
                )
            }
        ),
    ),
    python_of(Kind.API),
    _look,
)
