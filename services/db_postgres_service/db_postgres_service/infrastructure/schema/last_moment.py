"""A moment behind all others, for sorting by one that may be missing."""

from typing import Final

from sqlalchemy import Column, ColumnElement, func, literal_column

_LAST: Final = "'9999-12-31 23:59:59.999999+00'::timestamptz"
"""A constant and no parameter: an index serves only the expression that it was made of."""


def never_null(moment: Column[object]) -> ColumnElement[object]:
    """Return the moment, or the last one that there is.

    Written the same way in an index and in the queries that it serves.
    """
    return func.coalesce(moment, literal_column(_LAST, moment.type), type_=moment.type)
