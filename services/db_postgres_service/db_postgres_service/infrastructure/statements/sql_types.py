"""Names for SQLAlchemy's types, whose parameters we have no use for.

SQLAlchemy follows the Python type of every column through a statement. Ours are put together
from parts at run time, so the parameters are the widest ones.
"""

from sqlalchemy import CTE, Column, FromClause, SQLColumnExpression, Table
from sqlalchemy.sql.base import ReadOnlyColumnCollection
from sqlalchemy.sql.elements import KeyedColumnElement

type Expression = SQLColumnExpression[object]
"""Anything that has a value in a row."""

type Truth = SQLColumnExpression[bool]
"""Anything that holds or does not."""

type Columns = ReadOnlyColumnCollection[str, KeyedColumnElement[object]]
type Cte = CTE[Columns]
type Rows = FromClause[Columns]
type TableColumn = Column[object]
type SqlTable = Table[ReadOnlyColumnCollection[str, Column[object]]]
