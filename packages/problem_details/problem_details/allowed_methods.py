"""Which methods a path has: what the header Allow of a 405 must name in full."""

import re
from functools import lru_cache

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.routing import compile_path

__all__ = ["allowed_methods"]


def allowed_methods(app: FastAPI, path: str) -> str:
    """Return the methods of all routes of a path, as the header wants them.

    Starlette names those of the first route alone. Where several templates fit, the one with the
    fewest values in it is meant: `/orders/search` is no order.
    """
    found: dict[int, set[str]] = {}
    for context in iter_route_contexts(app.routes):
        template = context.path
        if template is not None and _pattern(template).match(path):
            found.setdefault(template.count("{"), set()).update(context.methods or ())
    return ", ".join(sorted(found[min(found)])) if found else ""


@lru_cache(maxsize=1024)
def _pattern(template: str) -> re.Pattern[str]:
    return compile_path(template)[0]
