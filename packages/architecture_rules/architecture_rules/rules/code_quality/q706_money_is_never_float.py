"""Binary fractions cannot hold cents: 0.1 + 0.2 is not 0.3."""

import ast
import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import production_python
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_MONEY = re.compile(
    r"(?:^|_)(?:amounts?|balance|fees?|money|prices?|refunds?|revenue|subtotal|turnover"
    r"|(?:cart|grand|invoice|line|order)_total)(?:_|$)"
)
_NO_MONEY = re.compile(r"(?:^|_)(?:count|factor|ms|percent|rate|ratio|seconds|share)(?:_|$)")
_FLOATING = {"Double", "Float", "REAL", "float"}


def _look(file: SourceFile) -> Iterator[Place]:
    if not any(each in file.text for each in (*_FLOATING, "Decimal")):
        return
    for argument in file.nodes(ast.arg):
        if argument.annotation is not None:
            yield from _declared(file, argument, argument.arg, argument.annotation)
    for variable in file.nodes(ast.AnnAssign):
        yield from _declared(file, variable, _name(variable.target), variable.annotation)
    names = Names(file)
    for call in file.nodes(ast.Call):
        if call.args:
            yield from _called(file, call, names.of(call.func), call.args[0])


def _declared(
    file: SourceFile, node: ast.arg | ast.AnnAssign, name: str, annotation: ast.expr
) -> Iterator[Place]:
    if _is_money(name) and _is_floating(annotation):
        yield _place(file, node, f"{name} is money and a float")


def _called(file: SourceFile, call: ast.Call, called: str, first: ast.expr) -> Iterator[Place]:
    if called == "float" and _is_money(_name(first)):
        yield _place(file, call, f"makes a float of {ast.unparse(first)}")
    elif called == "decimal.Decimal" and _is_inexact(first):
        yield _place(file, call, f"Decimal({ast.unparse(first)}) keeps the float's error")
    elif (
        called.rpartition(".")[2] == "Column"
        and _is_money(_text(first))
        and any(_is_floating(each) for each in call.args[1:])
    ):
        yield _place(file, call, f"the column {_text(first)} is money and a float")


def _is_money(name: str) -> bool:
    return bool(_MONEY.search(name)) and not _NO_MONEY.search(name)


def _is_floating(node: ast.expr) -> bool:
    return any(_name(each) in _FLOATING for each in ast.walk(node))


def _is_inexact(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        return _is_inexact(node.operand)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    return isinstance(node, ast.Call) and _name(node.func) == "float"


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _place(file: SourceFile, node: ast.expr | ast.arg | ast.AnnAssign, message: str) -> Place:
    return Place(file.path, node.lineno, message, node.col_offset + 1)


_HEXAGON = "packages/business_hexagon/business_hexagon/domain/order.py"
_TABLE = "services/db_postgres_service/db_postgres_service/tables.py"

RULE = FileRule(
    RuleCard(
        id="Q706",
        name="money_is_never_float",
        section="DDD/Hexagonal Architecture",
        why=(
            "A float holds no cents exactly: sums drift from what was charged, and books that do"
            " not balance are found months later."
        ),
        mend="Take `Decimal` from text, or the value object for money; `Numeric` for columns.",
        bad=Example(
            {
                _HEXAGON: (
                    "from decimal import Decimal\n\n\nclass Order:\n"
                    "    total_amount: float  # <- here\n\n\n"
                    "def pay(order: Order, price: float | None) -> None:  # <- here\n"
                    "    float(order.total_amount)  # <- here\n\n\n"
                    "FEE = Decimal(0.1)  # <- here\n"
                ),
                _TABLE: (
                    "import sqlalchemy as sa\n\n"
                    'PRICE = sa.Column("unit_price", sa.Float)  # <- here\n'
                ),
            }
        ),
        good=Example(
            {
                _HEXAGON: (
                    "from decimal import Decimal\n\n\nclass Order:\n"
                    "    total_amount: Decimal\n    amount_seconds: float\n\n\n"
                    'FEE = Decimal("0.1")\n'
                ),
                _TABLE: (
                    "import sqlalchemy as sa\n\n"
                    'PRICE = sa.Column("unit_price", sa.Numeric(18, 4))\n'
                ),
            }
        ),
    ),
    production_python,
    _look,
)
