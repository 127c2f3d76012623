"""The frame of our few pages: plain HTML, no script, works by keyboard and on a phone."""

from html import escape
from http import HTTPStatus
from typing import Final

from problem_details.openapi import problem_responses
from service_runtime.pages import html_page
from starlette.responses import HTMLResponse

_STYLE: Final = """
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { width: min(22rem, 100vw - 2rem); padding: 1rem 0; }
h1 { font-size: 1.4rem; margin: 0 0 0.5rem; }
label { display: block; margin: 1rem 0 0.25rem; }
input { box-sizing: border-box; width: 100%; padding: 0.7rem; font: inherit; border-radius: 0.4rem;
  border: 1px solid; }
button { width: 100%; margin-top: 1.5rem; padding: 0.8rem; font: inherit; font-weight: 600;
  border: 0; border-radius: 0.4rem; background: #1d4ed8; color: #fff; cursor: pointer; }
input:focus-visible, button:focus-visible { outline: 3px solid #f59e0b; outline-offset: 2px; }
[role=alert] { padding: 0.7rem; border: 2px solid #dc2626; border-radius: 0.4rem; }
ul { padding-left: 1.2rem; }
"""
_PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{content}
</main>
</body>
</html>
"""


def plain_page(
    title: str, content: str, status: int = 200, form_target: str | None = None
) -> HTMLResponse:
    """A page that no cache keeps.

    Args:
        title: Its heading; escaped here.
        content: HTML in which everything that a visitor sent is escaped.
        status: HTTP status.
        form_target: Origin that the answer to its form may lead to; browsers check it.
    """
    page = html_page(
        _PAGE.format(title=escape(title), style=_STYLE, content=content),
        form_targets=() if form_target is None else (form_target,),
    )
    page.status_code = status
    page.headers["cache-control"] = "no-store"
    return page


def page_answers(*statuses: int) -> dict[int | str, dict[str, object]]:
    """The `responses` of a route that shows pages with these statuses, also when it refuses."""
    page: dict[str, object] = {"text/html": {"schema": {"type": "string"}}}
    answers: dict[int | str, dict[str, object]] = {}
    for status in statuses:
        answer = problem_responses(status)[status] if status >= HTTPStatus.BAD_REQUEST else {}
        problem = answer.get("content")
        content = problem if isinstance(problem, dict) else {}
        answers[status] = {**answer, "content": {**content, **page}}
    return answers


def refusal_page(reason: str) -> HTMLResponse:
    """400 for people."""
    return plain_page("This does not work", f'<p role="alert">{escape(reason)}</p>', 400)
