"""`==` tells by its time how much of a guess was right."""

import ast
import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, last_name
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_SECRET = re.compile(r"(?:^|_)(?:signature|hmac|password|secret|api_key|csrf_token|otp)$")


def _look(file: SourceFile) -> Iterator[Place]:
    for compared in file.nodes(ast.Compare):
        if not isinstance(compared.ops[0], ast.Eq | ast.NotEq):
            continue
        sides = (compared.left, compared.comparators[0])
        if any(isinstance(each, ast.Constant) for each in sides):
            continue
        if any(_is_secret(each) for each in sides):
            message = f"{ast.unparse(compared)} takes the longer the more of it is right"
            yield Place(file.path, compared.lineno, message, compared.col_offset + 1)


def _is_secret(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        is_keyed = called(node) == "hexdigest" and "hmac" in ast.unparse(node.func)
        return is_keyed or called(node) == "get_secret_value"
    return _SECRET.search(last_name(node).lower()) is not None


_ROUTE = "services/api_service/api_service/interface/http/callbacks.py"
_HEAD = "def is_right(signature: str, right: str) -> bool:\n"

RULE = FileRule(
    RuleCard(
        id="Q961",
        name="secrets_are_compared_in_constant_time",
        section="Security Requirements",
        why=(
            "A comparison that ends at the first wrong character answers a little later for each"
            " right one. Enough requests spell the secret out."
        ),
        mend="Compare with `hmac.compare_digest`.",
        bad=Example({_ROUTE: f"{_HEAD}    return signature == right  # <- here\n"}),
        good=Example(
            {_ROUTE: f"{_HEAD}    return hmac.compare_digest(signature.encode(), right.encode())\n"}
        ),
    ),
    python_of(*SERVICES, Kind.PACKAGE),
    _look,
)
