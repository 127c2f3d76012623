"""Money in analytics: exact on the wire, exact in the database."""

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from storage_contracts.wire_model import Amount


def _refuse_binary_fractions(value: object) -> object:
    if isinstance(value, str | Decimal):
        return value
    raise PydanticCustomError(
        "decimal_string",
        'must be a decimal string such as "15.3000", not a JSON number',
    )


ExactAmount = Annotated[Amount, BeforeValidator(_refuse_binary_fractions)]
"""An amount that was never a float: JSON numbers are refused, because a parser rounds them."""
