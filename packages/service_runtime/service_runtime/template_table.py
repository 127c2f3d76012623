"""Which route's template fits a request, without serving it."""

from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.routing import compile_path

if TYPE_CHECKING:
    from re import Pattern

__all__ = ["TemplateTable"]


class TemplateTable:
    """Templates of an application's routes by method; the first declared wins, as in its router.

    Paths that take in slashes (`{name:path}`) are not known here.

    Args:
        application: Whose routes are read once, now.
    """

    def __init__(self, application: FastAPI) -> None:
        self._fixed: dict[tuple[str, str], str] = {}
        self._patterns: dict[tuple[str, int], list[tuple[Pattern[str], str]]] = {}
        for context in iter_route_contexts(application.routes):
            template = context.path
            if template is None:
                continue
            for method in context.methods or ():
                self._add(method, template)

    def find(self, method: str, path: str) -> str | None:
        """Return the template that fits; None when there is no such route.

        Args:
            method: Method of the request.
            path: Path of the request, decoded.
        """
        fixed = self._fixed.get((method, path))
        if fixed is not None:
            return fixed
        for pattern, template in self._patterns.get((method, path.count("/")), ()):
            if pattern.match(path) is not None:
                return template
        return None

    def _add(self, method: str, template: str) -> None:
        if "{" in template:
            pattern, _, _ = compile_path(template)
            alike = self._patterns.setdefault((method, template.count("/")), [])
            alike.append((pattern, template))
        elif self.find(method, template) is None:  # else one declared earlier takes its requests
            self._fixed[method, template] = template
