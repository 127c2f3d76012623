"""Find lean routes by a table instead of by walking through every route of the application."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from inspect import isawaitable

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.convertors import Convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import compile_path
from starlette.types import ASGIApp, Receive, Scope, Send

from service_runtime.lean_route import LeanEndpoint, LeanRoute
from service_runtime.template_table import TemplateTable

__all__ = ["Gate", "LeanDispatchMiddleware"]

type Gate = Callable[[Request, str], Awaitable[None]]
"""Called with each request and its route's template before anything serves it; raises to refuse.

The template is `unmatched` when no route fits."""

_ANY_DEPTH = ":path}"
_UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class _Entry:
    endpoint: LeanEndpoint
    route: LeanRoute
    template: str
    pattern: re.Pattern[str]
    convertors: Mapping[str, Convertor[object]]
    shadowed: frozenset[str]


class LeanDispatchMiddleware:
    """Serves lean routes before the router; everything else goes on to it.

    Add it first, so that it is the innermost: authentication, limits and telemetry stay around
    it. Errors go to the application's exception handlers, as they would from the router.

    Args:
        app: What serves everything else.
        application: The FastAPI application whose routes are looked up when it starts.
        gate: Asked before every request, lean or not.

    Raises:
        TypeError: At start, when a router with a lean route was included with dependencies.
    """

    def __init__(self, app: ASGIApp, *, application: FastAPI, gate: Gate | None = None) -> None:
        self._app = app
        self._application = application
        self._gate = gate
        self._others: TemplateTable | None = None
        self._static: dict[tuple[str, str], _Entry] = {}
        self._methods_of_static: dict[str, set[str]] = {}
        self._dynamic: dict[tuple[str, int], list[_Entry]] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "lifespan":
            self._dynamic = self._build()  # now, so that mistakes stop the start
        if scope["type"] != "http" or scope.get("root_path"):
            await self._app(scope, receive, send)
            return
        entry = self._find(scope)
        methods = self._methods_of_static.get(scope["path"])
        # `PATCH /products/search` is not meant for a product whose id is `search`.
        is_refused = methods is not None and scope["method"] not in methods
        if entry is None or is_refused:
            await self._serve_other(scope, receive, send, is_refused=is_refused)
            return
        scope["route"] = entry.route
        scope["route_template"] = entry.template
        scope["endpoint"] = entry.endpoint
        request = Request(scope, receive, send)
        try:
            if self._gate is not None:
                await self._gate(request, entry.template)
            response = await entry.endpoint(request)
        except Exception as error:  # noqa: BLE001  handed to the application's own handlers
            response = await self._handle(request, error)
        await response(scope, receive, send)

    async def _serve_other(
        self, scope: Scope, receive: Receive, send: Send, *, is_refused: bool
    ) -> None:
        if self._gate is not None:
            others = self._others
            if others is None:
                others = self._others = TemplateTable(self._application)
            template = None if is_refused else others.find(scope["method"], scope["path"])
            template = template or _UNMATCHED
            request = Request(scope, receive, send)
            try:
                await self._gate(request, template)
            except Exception as error:  # noqa: BLE001  handed to the application's own handlers
                if template != _UNMATCHED:
                    scope["route_template"] = template  # the router, who says so, is not reached
                response = await self._handle(request, error)
                await response(scope, receive, send)
                return
        if is_refused:
            response = await self._handle(Request(scope, receive, send), HTTPException(405))
            await response(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _find(self, scope: Scope) -> _Entry | None:
        dynamic = self._dynamic
        if dynamic is None:
            dynamic = self._dynamic = self._build()
        method: str = scope["method"]
        path: str = scope["path"]
        entry = self._static.get((method, path))
        if entry is not None:
            scope["path_params"] = {}
            return entry
        for entry in dynamic.get((method, path.count("/")), ()):
            match = entry.pattern.match(path)
            if match is not None and path not in entry.shadowed:
                scope["path_params"] = {
                    name: entry.convertors[name].convert(value)
                    for name, value in match.groupdict().items()
                }
                return entry
        return None

    async def _handle(self, request: Request, error: Exception) -> Response:
        handlers = self._application.exception_handlers
        for kind in type(error).__mro__:
            handler = handlers.get(kind)
            if handler is not None and kind is not Exception:
                answer = handler(request, error)
                return await answer if isawaitable(answer) else answer
        raise error

    def _build(self) -> dict[tuple[str, int], list[_Entry]]:
        dynamic: dict[tuple[str, int], list[_Entry]] = {}
        earlier: list[tuple[str, frozenset[str]]] = []
        for context in iter_route_contexts(self._application.routes):
            route, template = context.original_route, context.path
            if template is None:
                continue
            methods = frozenset(context.methods or ())
            if "{" not in template:
                self._methods_of_static.setdefault(template, set()).update(methods)
            if isinstance(route, LeanRoute) and _ANY_DEPTH not in template:
                route.refuse_dependencies(context.dependencies)
                pattern, _, convertors = compile_path(template)
                taken = _taken(pattern, methods, earlier)
                if taken is not None:
                    entry = _Entry(route.endpoint, route, template, pattern, convertors, taken)
                    self._add(entry, methods, dynamic)
            if isinstance(route, APIRoute):
                earlier.append((template, methods))
        return dynamic

    def _add(
        self,
        entry: _Entry,
        methods: frozenset[str],
        dynamic: dict[tuple[str, int], list[_Entry]],
    ) -> None:
        for method in methods:
            if entry.convertors:
                dynamic.setdefault((method, entry.template.count("/")), []).append(entry)
            else:
                self._static.setdefault((method, entry.template), entry)


def _taken(
    pattern: re.Pattern[str],
    methods: frozenset[str],
    earlier: list[tuple[str, frozenset[str]]],
) -> frozenset[str] | None:
    """Return the paths that routes declared earlier own; None when they cannot be told apart."""
    taken = set()
    for template, template_methods in earlier:
        if methods.isdisjoint(template_methods) or pattern.match(template) is None:
            continue
        if "{" in template:
            return None
        taken.add(template)
    return frozenset(taken)
