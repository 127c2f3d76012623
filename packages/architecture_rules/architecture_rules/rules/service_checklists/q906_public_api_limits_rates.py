"""Without a limit one caller can use up what all others need."""

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
        for file, call in service.calls("FastAPI"):
            if not _is_limited(service):
                message = "no request to this application is counted against a rate limit"
                yield Place(file.path, call.lineno, message, call.col_offset + 1)


def _is_limited(service: ServiceCode) -> bool:
    """Whether a gate with limits stands before the routes, or a middleware of somebody else's."""
    installed = {
        last_name(call.args[0]).lower(): call
        for _, call in service.calls("add_middleware")
        if call.args
    }
    if any("limiter" in name or "ratelimit" in name for name in installed):
        return True
    dispatch = installed.get("leandispatchmiddleware")
    is_gated = dispatch is not None and keyword(dispatch, "gate") is not None
    return is_gated and service.uses("RateLimits")


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
                    "    app = FastAPI(title='Shop')  # <- here\n"
                    "    app.add_middleware(LeanDispatchMiddleware, application=app)\n"
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
