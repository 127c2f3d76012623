"""The table of limits names routes that exist, and none that is dear is left to the default."""

import pytest
from api_service.interface.http.limits.limit_table import (
    ANALYTICS,
    CALLBACKS,
    CREDENTIALS,
    DEFAULT,
    LISTING,
    LOG_IN_ACCOUNT,
    RESET_ACCOUNT,
    UPLOADS,
    limit_table,
)
from fastapi.routing import iter_route_contexts
from rate_limits import Tier
from service_runtime.settings import Environment

from tests.unit.api_service.conftest import composed, settings

TABLE = limit_table()
ALL = (DEFAULT, LISTING, ANALYTICS, CREDENTIALS, CALLBACKS, UPLOADS, LOG_IN_ACCOUNT, RESET_ACCOUNT)


@pytest.fixture(scope="module")
def routes() -> set[tuple[str, str]]:
    """Method and template of every route of the API, also of those of development alone."""
    app = composed(settings(Environment.DEVELOPMENT))
    return {
        (method, context.path or "")
        for context in iter_route_contexts(app.routes)
        for method in context.methods or ()
    }


def test_every_route_that_is_named_exists(routes: set[tuple[str, str]]) -> None:
    """A renamed route would quietly fall back to the default."""
    assert sorted(TABLE.routes - routes) == []
    assert ("GET", "/api/v1/no_such_route") not in routes  # the control


def test_every_route_has_a_policy_that_everybody_can_meet(routes: set[tuple[str, str]]) -> None:
    """Named or default; also for what is no route at all."""
    assert len(routes) > 70
    for method, template in {*routes, ("GET", "unmatched")}:
        policy = TABLE.of(method, template)
        assert policy.name in {each.name for each in ALL}, template
        assert set(policy.items) == set(Tier), template


def test_lists_cost_more_than_single_things(routes: set[tuple[str, str]]) -> None:
    """Whatever answers pages is in the class of lists."""
    document = composed(settings(Environment.DEVELOPMENT)).openapi()
    paged = {
        ("GET", path)
        for path, operations in document["paths"].items()
        for parameter in operations.get("get", {}).get("parameters", ())
        if parameter["name"] in {"limit", "cursor"} and not path.startswith("/api/v1/analytics")
    }
    assert len(paged) > 5
    assert paged <= routes
    of_one_order = {route for route in paged if "{" in route[1]}
    assert {TABLE.of(*route).name for route in paged - of_one_order} == {"listing"}


def test_uploads_cost_ten_times_what_other_writes_do(routes: set[tuple[str, str]]) -> None:
    """Each of them may be five megabytes."""
    uploads = {route for route in routes if route[0] == "PUT"}
    assert len(uploads) == 3
    assert {TABLE.of(*route).name for route in uploads} == {UPLOADS.name}
    assert UPLOADS.cost == 10


def test_reports_cost_most(routes: set[tuple[str, str]]) -> None:
    """Each of them reads a whole collection."""
    reports = {route for route in routes if route[1].startswith("/api/v1/analytics/")}
    assert reports
    assert {TABLE.of(*route).name for route in reports} == {"analytics"}


def test_whatever_takes_a_secret_from_somebody_unknown_is_tried_seldom(
    routes: set[tuple[str, str]],
) -> None:
    """All of `/auth`, but for what needs a good token already or only shows a page."""
    posts = {route for route in routes if route[0] == "POST" and "/auth/" in route[1]}
    harmless = {("POST", f"/api/v1/auth/{name}") for name in ("log_out", "log_out_everywhere")}
    assert {TABLE.of(*route).name for route in posts - harmless} == {"credentials"}
    assert TABLE.of("POST", "/api/v1/me/password").name == "credentials"
    assert TABLE.of("POST", "/api/v1/me/chats").name == "credentials"
    assert max(item.amount for item in CREDENTIALS.items.values()) == 10


def test_a_method_that_a_route_does_not_have_gets_the_default() -> None:
    """So a wrong method is counted, too, and no key of the table is reached by it."""
    assert TABLE.of("PUT", "/api/v1/orders").name == "default"


def test_scaling_multiplies_every_quota() -> None:
    """For load tests; production refuses it."""
    scaled = limit_table(10.0)
    for route in TABLE.routes:
        for tier, item in TABLE.of(*route).items.items():
            assert scaled.of(*route).items[tier].amount == 10 * item.amount
