"""Whoever wants to know what a service answers to reads one folder."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import SERVICES
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_ROUTERS = frozenset(
    {
        "aiogram.Router",
        "aiogram.dispatcher.router.Router",
        "fastapi.APIRouter",
        "fastapi.routing.APIRouter",
    }
)
_REGISTERING = frozenset({"add_api_route", "add_api_websocket_route"})


def _look(file: SourceFile) -> Iterator[Place]:
    if "Router" not in file.text and "add_api_" not in file.text:
        return
    names = Names(file)
    for call in file.nodes(ast.Call):
        if names.of(call.func) in _ROUTERS or called(call) in _REGISTERING:
            room = file.layer or file.name
            message = f"{called(call)} in {room}: routes stand in the interface"
            yield Place(file.path, call.lineno, message, column=call.col_offset + 1)


_API = "services/api_service/api_service"
_ROUTER = "from fastapi import APIRouter\n\nrouter = APIRouter()"

RULE = FileRule(
    RuleCard(
        id="Q612",
        name="routes_stand_in_the_interface",
        section="DDD/Hexagonal Architecture",
        why=(
            "Routes and handlers are how the world drives a service. Spread over adapters and"
            " settings, some are forgotten when access, limits or documentation change."
        ),
        mend="Move the router to the service's `interface`; let the composition root include it.",
        bad=Example({f"{_API}/infrastructure/users.py": f"{_ROUTER}  # <- here\n"}),
        good=Example({f"{_API}/interface/http/users.py": f"{_ROUTER}\n"}),
    ),
    lambda file: file.in_package and file.kind in SERVICES and file.layer != "interface",
    _look,
)
