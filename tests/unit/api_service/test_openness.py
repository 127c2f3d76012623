"""What is open in development, or to named origins, and to nobody else."""

from pathlib import Path

from service_runtime.settings import Environment

from tests.unit.api_service.conftest import composed, production_settings, settings
from tests.unit.problem_details.asgi_call import call

SHOP = "https://shop.example"


async def test_the_events_are_documented_in_development() -> None:
    """As a document and as a page."""
    app = composed(settings(Environment.DEVELOPMENT))

    document = await call(app, "GET", "/asyncapi.json")
    page = await call(app, "GET", "/asyncapi")

    assert b'"asyncapi":"3.0.0"' in document.body
    assert page.headers["content-type"].startswith("text/html")
    assert b"order.created" in page.body


async def test_the_events_are_not_documented_in_production(tmp_path: Path) -> None:
    """Nobody outside needs to know them."""
    app = composed(production_settings(tmp_path))

    assert (await call(app, "GET", "/asyncapi.json")).status == 404
    assert (await call(app, "GET", "/asyncapi")).status == 404


async def test_only_named_origins_may_call() -> None:
    """The others get no permission, neither before nor after."""
    app = composed(settings(cors_origins=(SHOP,)))
    asks = {"access-control-request-method": "POST"}

    allowed = await call(app, "OPTIONS", "/api/v1/orders", headers={"origin": SHOP} | asks)
    other = await call(
        app, "OPTIONS", "/api/v1/orders", headers={"origin": "https://elsewhere.example"} | asks
    )

    assert allowed.headers["access-control-allow-origin"] == SHOP
    assert other.status == 400
    assert "access-control-allow-origin" not in other.headers


async def test_refuses_guests_before_it_asks_anybody() -> None:
    """A token is read, and found wanting, without a data service."""
    app = composed(settings())

    for path in ("/api/v1/me", "/api/v1/orders", "/api/v1/tasks", "/api/v1/dead_letters"):
        answer = await call(app, "GET", path)
        assert (answer.status, answer.problem["code"]) == (401, "unauthenticated")
        assert answer.headers["www-authenticate"].startswith("Bearer")
