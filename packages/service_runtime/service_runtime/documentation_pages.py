"""`/docs` from files of our own, so that it works offline and under a strict content policy."""

import asyncio
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from fastapi import APIRouter, FastAPI, HTTPException
from fastapi.openapi.docs import get_swagger_ui_html, get_swagger_ui_oauth2_redirect_html
from starlette.responses import Response

from service_runtime.pages import html_page

__all__ = ["documentation_router"]

_FILES: Final = {
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "swagger-ui.css": "text/css; charset=utf-8",
    "favicon.png": "image/png",
}
_REDIRECT: Final = "/docs/oauth2-redirect"
_UNCHANGED_FOR_A_DAY: Final = {"cache-control": "public, max-age=86400"}


def documentation_router(app: FastAPI) -> APIRouter:
    """Return the routes of Swagger's page for an application made with `docs_url=None`.

    Args:
        app: Whose OpenAPI document the page shows.
    """
    router = APIRouter(include_in_schema=False)

    @cache
    def page() -> Response:
        made = get_swagger_ui_html(
            openapi_url=app.openapi_url or "/openapi.json",
            title=app.title,
            oauth2_redirect_url=_REDIRECT,
            swagger_js_url="/docs/files/swagger-ui-bundle.js",
            swagger_css_url="/docs/files/swagger-ui.css",
            swagger_favicon_url="/docs/files/favicon.png",
            swagger_ui_parameters=app.swagger_ui_parameters,
        )
        return html_page(bytes(made.body).decode(), own_files=True)

    @cache
    def redirect_page() -> Response:
        made = get_swagger_ui_oauth2_redirect_html()
        return html_page(bytes(made.body).decode(), own_files=True)

    @router.get("/docs")
    async def get_page() -> Response:
        """Read and try the API."""
        return page()

    @router.get(_REDIRECT)
    async def get_redirect_page() -> Response:
        """Where the page gets its authorization code."""
        return redirect_page()

    @router.get("/docs/files/{name}")
    async def get_file(name: str) -> Response:
        """One of the page's files."""
        if name not in _FILES:
            raise HTTPException(404)
        content = await asyncio.to_thread(_read, name)
        return Response(content, media_type=_FILES[name], headers=_UNCHANGED_FOR_A_DAY)

    return router


@lru_cache(maxsize=len(_FILES))
def _read(name: str) -> bytes:
    return files("fastapi_offline").joinpath("static", name).read_bytes()
