"""Without a limit one caller can use up what all others need."""

import ast
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import keyword, last_name
from architecture_rules.reading.selections import python_of
from architecture_rules.reading.service_code import ServiceCode, service_codes
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    for service in service_codes(files):
        installed = _installed(service)
        if any("limiter" in name or "ratelimit" in name for name in installed):
            continue
        dispatch = installed.get("leandispatchmiddleware")
        if dispatch is not None and keyword(dispatch[1], "gate") is None:
            file, call = dispatch
            message = "no gate counts requests against their limits before they are dispatched"
            yield Place(file.path, call.lineno, message, call.col_offset + 1)
        elif dispatch is None or not service.uses("RateLimits"):
            message = "no request to this application is counted against a rate limit"
            yield from service.at_application(message=message)


def _installed(service: ServiceCode) -> dict[str, tuple[SourceFile, ast.Call]]:
    """Return the middlewares by their names in lower case."""
    return {
        last_name(call.args[0]).lower(): (file, call)
        for file, call in service.calls("add_middleware")
        if call.args
    }


_APP = "services/api_service/api_service/interface/http/app.py"

RULE = ProjectRule(
    RuleCard(
        id="Q906",
        name="public_api_limits_rates",
        section="Security Requirements",
        why=(
            "Passwords are guessed and shops are emptied by asking often. A limit for each caller"
            " and each route stands before all routes, or it is missing where it counts."
        ),
        mend=(
            "Make `rate_limits.RateLimits` with a table of policies, and give the gate that asks it"
            " to `LeanDispatchMiddleware(gate=…)`."
        ),
        bad=Example(
            {
                _APP: (
                    "def build_app() -> FastAPI:\n"
                    "    app = FastAPI(title='Shop')\n"
                    "    app.add_middleware(LeanDispatchMiddleware, application=app)  # <- here\n"
                    "    return app\n"
                )
            }
        ),
        good=Example(
            {
                _APP: (
                    "def build_app(link: RedisLink) -> FastAPI:\n"
                    "    app = FastAPI(title='Shop')\n"
                    "    gate = RequestGate(RateLimits(link, limit_table(1.0)))\n"
                    "    app.add_middleware(LeanDispatchMiddleware, application=app, gate=gate)\n"
                    "    return app\n"
                )
            }
        ),
    ),
    python_of(Kind.API),
    _look,
)
