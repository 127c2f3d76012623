"""Links between operations, put into the document in one place."""

import pytest
from fastapi import FastAPI
from service_runtime.openapi_links import Link, install_links


def _app(*links: Link) -> FastAPI:
    app = FastAPI()

    @app.post("/lanterns", status_code=201)
    async def make() -> dict[str, str]:
        return {"id": "7"}

    @app.get("/lanterns/{lantern_id}")
    async def show(lantern_id: str) -> dict[str, str]:
        return {"id": lantern_id}

    install_links(app, links)
    return app


def test_a_link_names_the_operation_and_its_parameters() -> None:
    """At the answer that it starts from, once, however often the document is asked for."""
    app = _app(
        Link(
            "POST /lanterns",
            201,
            "GET /lanterns/{lantern_id}",
            {"lantern_id": "$response.body#/id"},
        )
    )
    app.openapi()
    document = app.openapi()
    operation = document["paths"]["/lanterns/{lantern_id}"]["get"]["operationId"]
    assert document["paths"]["/lanterns"]["post"]["responses"]["201"]["links"] == {
        "get_lanterns_lantern_id": {
            "operationId": operation,
            "parameters": {"lantern_id": "$response.body#/id"},
        }
    }


@pytest.mark.parametrize(
    "link",
    [
        Link("POST /nowhere", 201, "GET /lanterns/{lantern_id}"),
        Link("POST /lanterns", 200, "GET /lanterns/{lantern_id}"),
        Link("POST /lanterns", 201, "GET /nowhere"),
    ],
)
def test_a_link_that_leads_nowhere_is_refused(link: Link) -> None:
    """Source, status and target must be in the document."""
    with pytest.raises(KeyError):
        _app(link).openapi()
