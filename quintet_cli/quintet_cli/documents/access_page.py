"""The page that tells who may do what, made from the tables that decide it.

`make documents` writes it, from the project's root.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from business_hexagon.application.access.operation_policy import OperationPolicy
from business_hexagon.application.access.operations import OPERATIONS_BY_CONTEXT
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.role_scopes import CHAT_SCOPES, GUEST_SCOPES
from business_hexagon.domain.identity.scope import Scope

PAGE: Final = Path("docs/access.md")
"""From the project's root."""

HEAD: Final = """# Who may do what

This page is made from `OPERATIONS` and the scopes of roles in the hexagon; a test fails when it is
stale, and names the command that makes it again. Every use case requires its scope and keeps its
object rule itself, so that API, bot and worker give the same answer. What is not listed is refused.
In a chat a user has those scopes of the role that the last column has too
([0024](adr/0024_roles_and_links_in_chats.md)).
"""


def access_page() -> str:
    """The page in Markdown."""
    return "\n".join((HEAD, *_roles(), *_operations()))


def _roles() -> Iterator[str]:
    columns = {
        "guest": GUEST_SCOPES,
        **{role.value: role.scopes for role in Role},
        "most in a chat": CHAT_SCOPES,
    }
    yield "## Scopes of roles\n"
    yield f"| scope | {' | '.join(columns)} |"
    yield f"| --- |{' --- |' * len(columns)}"
    for scope in Scope:
        marks = " | ".join("yes" if scope in scopes else "" for scopes in columns.values())
        yield f"| `{scope}` | {marks} |"
    yield ""


def _operations() -> Iterator[str]:
    for context, operations in OPERATIONS_BY_CONTEXT.items():
        yield f"## {context}\n"
        yield "| operation | who | which |"
        yield "| --- | --- | --- |"
        for name, policy in operations.items():
            yield f"| `{name}` | {_who(policy)} | {policy.object_rule} |"
        yield ""


def _who(policy: OperationPolicy) -> str:
    return policy.audience if policy.scope is None else f"`{policy.scope}`"


if __name__ == "__main__":
    PAGE.write_text(access_page(), encoding="utf_8")
