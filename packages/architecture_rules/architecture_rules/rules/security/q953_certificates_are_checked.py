"""TLS without a look at the certificate hides the talk from everybody but the attacker."""

import ast
from collections.abc import Iterator
from typing import Final

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import last_name
from architecture_rules.reading.selections import production_python
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_SWITCHES: Final = {
    "check_hostname",
    "ssl",
    "ssl_verify",
    "validate_certs",
    "verify",
    "verify_ssl",
}
_ALLOWING: Final = {"tlsAllowInvalidCertificates", "tlsAllowInvalidHostnames", "tlsInsecure"}
_NAMES: Final = {"CERT_NONE", "_create_unverified_context"}


def _look(file: SourceFile) -> Iterator[Place]:
    for given in file.nodes(ast.keyword):
        if (given.arg in _SWITCHES and _is(given.value, value=False)) or (
            given.arg in _ALLOWING and _is(given.value, value=True)
        ):
            yield _place(file, given.value, f"{given.arg}={ast.unparse(given.value)}")
    if any(name in file.text for name in _NAMES):
        yield from _named(file)
    for assigned in file.nodes(ast.Assign):
        name = last_name(assigned.targets[0])
        if name == "check_hostname" and _is(assigned.value, value=False):
            yield _place(file, assigned, f"{name} = False")


def _named(file: SourceFile) -> Iterator[Place]:
    """Yield where the names are used, other than to compare with them."""
    compared = {
        id(side) for each in file.nodes(ast.Compare) for side in (each.left, *each.comparators)
    }
    used: list[ast.Attribute | ast.Name] = [*file.nodes(ast.Attribute), *file.nodes(ast.Name)]
    for node in used:
        is_meant = last_name(node) in _NAMES and isinstance(node.ctx, ast.Load)
        if is_meant and id(node) not in compared:
            yield _place(file, node, last_name(node))


def _is(node: ast.expr, *, value: bool) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


def _place(file: SourceFile, node: ast.expr | ast.stmt, what: str) -> Place:
    message = f"{what} trusts whoever answers"
    return Place(file.path, node.lineno, message, node.col_offset + 1)


_MODULE = "packages/outbound_mail/outbound_mail/sending.py"

RULE = FileRule(
    RuleCard(
        id="Q953",
        name="certificates_are_checked",
        section="Security Requirements",
        why=(
            "Without the check anybody between two processes can answer as the other one: it sees"
            " tokens, passwords and orders, and may change them."
        ),
        mend="Leave the check on, and name the authority that you trust: `ClientTls(ca_file=…)`.",
        bad=Example(
            {
                _MODULE: (
                    "client = httpx.AsyncClient(verify=False)  # <- here\n"
                    "context.verify_mode = ssl.CERT_NONE  # <- here\n"
                )
            }
        ),
        good=Example({_MODULE: "client = httpx.AsyncClient(verify=context)\n"}),
    ),
    production_python,
    _look,
)
