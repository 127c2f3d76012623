"""One request without a deadline holds its caller, and the caller's caller."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, keyword
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_CALLS = frozenset(
    {
        "HttpClient",
        "Timeout",
        "ClientTimeout",
        "delete",
        "fetch",
        "get",
        "head",
        "patch",
        "post",
        "put",
        "request",
        "send",
        "stream",
        "wait_for",
    }
)


def _look(file: SourceFile) -> Iterator[Place]:
    if "None" not in file.text or ("imeout" not in file.text and "wait_for" not in file.text):
        return
    for call in file.nodes(ast.Call):
        name = called(call)
        if name not in _CALLS:
            continue
        given = [keyword(call, "timeout")]
        if name in {"Timeout", "ClientTimeout"}:
            given = [call.args[0] if call.args else keyword(call, "total")]
        elif name == "wait_for" and len(call.args) > 1:
            given.append(call.args[1])
        if any(isinstance(each, ast.Constant) and each.value is None for each in given):
            message = f"{name} may wait for ever"
            yield Place(file.path, call.lineno, message, column=call.col_offset + 1)


_CLIENT = "packages/storage_clients/storage_clients/users.py"
_FIND = "async def find(client, user_id: str) -> bytes:\n"

RULE = FileRule(
    RuleCard(
        id="Q508",
        name="no_call_waits_for_ever",
        section="Inter-Service Communication",
        why=(
            "A service that hangs must cost its callers a deadline, not their connections and"
            " their users. `timeout=None` takes away the one that the client would have had."
        ),
        mend="Say how many seconds the answer is worth.",
        bad=Example(
            {
                _CLIENT: (
                    f"{_FIND}"
                    '    return await client.request("GET", f"/users/{user_id}", timeout=None)'
                    "  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _CLIENT: (
                    f"{_FIND}"
                    '    return await client.request("GET", f"/users/{user_id}", timeout=2.0)\n'
                )
            }
        ),
    ),
    python_of(*SERVICES, Kind.PACKAGE),
    _look,
)
