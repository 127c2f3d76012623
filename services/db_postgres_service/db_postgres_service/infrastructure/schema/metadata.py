"""The metadata that all tables share, and the column types that repeat.

Foreign keys stay inside a context (an order and its lines, a product and its stock). Between
contexts there are none, so that a context can move into a service of its own.
"""

from sqlalchemy import DateTime, MetaData, Numeric

NAMING_CONVENTION = {
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ix": "%(table_name)s_%(column_0_N_name)s_idx",
    "ck": "%(table_name)s_%(constraint_name)s_check",
}

metadata = MetaData(naming_convention=NAMING_CONVENTION)

MOMENT = DateTime(timezone=True)
"""A point in time, always with its zone; the connections speak UTC."""

UNIT_PRICE = Numeric(14, 4)
"""An exact price of one piece."""

AMOUNT = Numeric(20, 4)
"""An exact sum of money."""
