"""A kind of update without a handler is a user who waits for an answer that never comes."""

import ast
from collections.abc import Iterator, Sequence
from typing import Final

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import last_name, string_of
from architecture_rules.reading.selections import python_of
from architecture_rules.reading.service_code import ServiceCode, service_codes
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_KINDS: Final = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "shipping_query",
    "pre_checkout_query",
)


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    for service in service_codes(files):
        dispatchers = list(service.calls("Dispatcher"))
        if dispatchers:
            file, call = dispatchers[0]
            handled, most = set(_ignored(service)), 0
            for each in service.files:
                registered = {kind: call for kind, call in _registered(each) if kind in _KINDS}
                handled.update(registered)
                if len(registered) > most:  # there the others may stand as well
                    most, file = len(registered), each
                    call = max(registered.values(), key=lambda one: one.lineno)
            for kind in _KINDS:
                if kind not in handled:
                    message = f"nobody handles updates of the kind {kind}"
                    yield Place(file.path, call.lineno, message, call.col_offset + 1)


def _registered(file: SourceFile) -> Iterator[tuple[str, ast.Call]]:
    """Yield what `router.message.register(…)` and `@router.message(…)` are for."""
    for call in file.nodes(ast.Call):
        if isinstance(call.func, ast.Attribute):
            name = call.func.attr
            yield (last_name(call.func.value) if name == "register" else name), call


def _ignored(service: ServiceCode) -> Iterator[str]:
    """Yield what a table such as `IGNORED = frozenset({…})` names."""
    for file in service.files:
        if "IGNORED" not in file.text:
            continue
        tables: list[tuple[ast.expr, ast.expr | None]] = [
            *((each.targets[0], each.value) for each in file.nodes(ast.Assign)),
            *((each.target, each.value) for each in file.nodes(ast.AnnAssign)),
        ]
        for name, table in tables:
            if table is not None and "IGNORED" in last_name(name):
                yield from (string_of(each) or "" for each in ast.walk(table))


_DISPATCHER = "services/bot_service/bot_service/interface/telegram/dispatcher.py"
_ROUTES = "services/bot_service/bot_service/interface/telegram/routes.py"
_HANDLED = (
    "def build_router() -> Router:\n    router = Router()\n"
    "    router.message.register(answer)\n    router.edited_message.register(answer)\n"
    "    router.callback_query.register(press)\n    router.my_chat_member.register(note)"
)

RULE = ProjectRule(
    RuleCard(
        id="Q920",
        name="bot_answers_every_kind_of_update",
        section="For Aiogram Services",
        why=(
            "People edit, press old buttons, pay and block. What no handler takes is dropped in"
            " silence: a button spins, a payment is refused without a word."
        ),
        mend=(
            "Register a handler, or name the kind in a table `IGNORED` with the reason beside it."
        ),
        bad=Example(
            {
                _DISPATCHER: "dispatcher = Dispatcher(storage=storage)\n",
                _ROUTES: f"{_HANDLED}  # <- here\n    return router\n",
            }
        ),
        good=Example(
            {
                _DISPATCHER: "dispatcher = Dispatcher(storage=storage)\n",
                _ROUTES: (
                    'IGNORED = frozenset({"inline_query"})  # it is not switched on\n\n\n'
                    f"{_HANDLED}\n    router.pre_checkout_query.register(refuse)\n"
                    "    router.shipping_query.register(refuse)\n    return router\n"
                ),
            }
        ),
    ),
    python_of(Kind.BOT),
    _look,
)
