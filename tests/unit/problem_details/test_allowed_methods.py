"""A 405 names every method of the path, and no other."""

import pytest
from fastapi import FastAPI
from problem_details import install_problem_handlers

from tests.unit.problem_details.asgi_call import call


def _app() -> FastAPI:
    app = FastAPI()
    install_problem_handlers(app)

    async def nothing() -> None: ...

    for method, path in (
        ("GET", "/orders"),
        ("POST", "/orders"),
        ("GET", "/orders/{key}"),
        ("PATCH", "/orders/{key}"),
        ("POST", "/orders/place"),
        ("POST", "/orders/{key}/cancel"),
        ("GET", "/orders/{key}/{part}"),
    ):
        app.add_api_route(path, nothing, methods=[method])
    return app


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/orders", "GET, POST"),
        ("/orders/7", "GET, PATCH"),
        ("/orders/place", "POST"),
        ("/orders/7/cancel", "POST"),
        ("/orders/7/lines", "GET"),
    ],
)
async def test_allow_names_the_methods_of_the_most_literal_template(
    path: str, allowed: str
) -> None:
    """Also those of routes declared later, which Starlette leaves out."""
    answer = await call(_app(), "DELETE", path)
    assert answer.status == 405
    assert answer.headers["allow"] == allowed
