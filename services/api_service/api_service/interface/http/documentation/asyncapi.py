"""`GET /asyncapi.json` and `GET /asyncapi`: the events, for developers of consumers."""

from functools import cache

from fastapi import APIRouter
from integration_events.asyncapi import asyncapi_document
from integration_events.asyncapi_page import asyncapi_page
from service_runtime.pages import html_page
from starlette.responses import JSONResponse, Response

router = APIRouter(include_in_schema=False)


@cache
def _document() -> Response:
    return JSONResponse(asyncapi_document())


@cache
def _page() -> Response:
    return html_page(asyncapi_page())


@router.get("/asyncapi.json")
async def get_asyncapi_document() -> Response:
    """The AsyncAPI document of all events."""
    return _document()


@router.get("/asyncapi")
async def get_asyncapi_page() -> Response:
    """The same as a page."""
    return _page()
