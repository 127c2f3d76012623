"""Whoever tries for ever keeps a service down that wants to come up."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import keyword
from architecture_rules.reading.function_parts import functions_of
from architecture_rules.reading.imports import is_within
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_TENACITY = frozenset(
    {"tenacity.retry", "tenacity.AsyncRetrying", "tenacity.Retrying", "tenacity.asyncio.retry"}
)
_LIBRARIES = ("tenacity", "backoff", "stamina")


def _look(file: SourceFile) -> Iterator[Place]:
    if not any(each in file.text for each in _LIBRARIES):
        return
    names = Names(file)
    for call in file.nodes(ast.Call):
        name = names.of(call.func)
        if not name or not is_within(name, *_LIBRARIES):
            continue
        if not any(each.arg is None for each in call.keywords) and _is_endless(name, call):
            yield _place(file, call, name)
    for function in functions_of(file):
        for decorator in function.decorator_list:
            if names.of(decorator) in _TENACITY:
                yield _place(file, decorator, names.of(decorator))


def _is_endless(name: str, call: ast.Call) -> bool:
    if name in _TENACITY:
        return not _given(call, "stop")
    if name in {"backoff.on_exception", "backoff.on_predicate"}:
        return not _given(call, "max_tries") and not _given(call, "max_time")
    if name in {"stamina.retry", "stamina.retry_context"}:
        # Both are bounded when nothing is said.
        return _is_none(call, "attempts") and _is_none(call, "timeout")
    return False


def _given(call: ast.Call, name: str) -> bool:
    return keyword(call, name) is not None and not _is_none(call, name)


def _is_none(call: ast.Call, name: str) -> bool:
    value = keyword(call, name)
    return isinstance(value, ast.Constant) and value.value is None


def _place(file: SourceFile, node: ast.expr, name: str) -> Place:
    message = f"{name} tries again for ever"
    return Place(file.path, node.lineno, message, column=node.col_offset + 1)


_CLIENT = "packages/storage_clients/storage_clients/users.py"
_FIND = "async def find(user_id: str) -> None: ...\n"

RULE = FileRule(
    RuleCard(
        id="Q510",
        name="retries_end",
        section="Inter-Service Communication",
        why=(
            "Retries bridge a short trouble. Without an end they become the load that keeps the"
            " other side down, while their own callers have long gone."
        ),
        mend=(
            "Give a number of attempts or a deadline: `stop=stop_after_attempt(4)`, `max_tries=4`,"
            " `attempts=4`."
        ),
        bad=Example(
            {
                _CLIENT: (
                    "import backoff\nfrom tenacity import retry\n\n\n"
                    f"@retry  # <- here\n{_FIND}\n\n"
                    "@backoff.on_exception(backoff.expo, OSError)  # <- here\n"
                    "async def load(user_id: str) -> None: ...\n"
                )
            }
        ),
        good=Example(
            {
                _CLIENT: (
                    "import stamina\nfrom tenacity import retry, stop_after_attempt\n\n\n"
                    f"@retry(stop=stop_after_attempt(4))\n{_FIND}\n\n"
                    "@stamina.retry(on=OSError, attempts=4)\n"
                    "async def load(user_id: str) -> None: ...\n"
                )
            }
        ),
    ),
    python_of(*SERVICES, Kind.PACKAGE),
    _look,
)
