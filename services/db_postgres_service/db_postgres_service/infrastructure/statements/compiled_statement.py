"""A SQLAlchemy Core statement, compiled once to the text that asyncpg prepares.

Compiling costs about a millisecond and running through a SQLAlchemy connection some hundred
microseconds more for each call. Statements of the hot paths pay the first once in the life of
the process and the second never.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ClauseElement
from sqlalchemy.dialects.postgresql import asyncpg as asyncpg_dialect
from sqlalchemy.sql.compiler import SQLCompiler

type Scalar = str | int | float | bool | Decimal | datetime | date | UUID | bytes | None
type Parameter = Scalar | Sequence[Scalar]

_DIALECT = asyncpg_dialect.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's gap


class CompiledStatement:
    """SQL text with `$1`-style places and the names of its parameters in their order.

    Attributes:
        sql: The text to prepare.
        names: Parameter names; the first belongs to `$1`.
        constants: Values that the statement itself brought along, by name.
    """

    __slots__ = ("constants", "names", "sql")

    def __init__(self, statement: ClauseElement) -> None:
        compiled = statement.compile(dialect=_DIALECT)
        if not isinstance(compiled, SQLCompiler):
            raise TypeError("only statements can be compiled, not schema elements")
        self.sql = str(compiled)
        self.names: tuple[str, ...] = tuple(compiled.positiontup or ())
        self.constants: dict[str, Parameter] = dict(compiled.params)

    def arguments(self, values: Mapping[str, Parameter]) -> list[Parameter]:
        """Return the parameters in the order of the text."""
        constants = self.constants
        return [values[name] if name in values else constants[name] for name in self.names]
