"""What every wire schema has in common."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer


class WireModel(BaseModel):
    """A schema that crosses HTTP between a business service and a data service.

    Unknown fields are refused, so that a misspelt field is an error and not a silent loss.
    Models can be filled from the attributes of an object of the same shape.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, from_attributes=True)


def _plain(amount: Decimal) -> str:
    return format(amount, "f")


UnitPrice = Annotated[
    Decimal,
    Field(max_digits=14, decimal_places=4, examples=["2.5500"]),
    PlainSerializer(_plain, return_type=str, when_used="json"),
]
"""An exact price of one piece, at most four decimals, never rounded. In JSON a string."""

Amount = Annotated[
    Decimal,
    Field(max_digits=20, decimal_places=4, examples=["15.3000"]),
    PlainSerializer(_plain, return_type=str, when_used="json"),
]
"""An exact amount, at most four decimals. In JSON a string."""

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", examples=["GBP"])]
"""ISO 4217 code."""

Sku = Annotated[str, Field(min_length=1, max_length=64, examples=["85123A"])]
Version = Annotated[int, Field(ge=1, examples=[1])]
ExpectedVersion = Annotated[
    int,
    Field(ge=0, description="The version that the row must have now; 0 inserts.", examples=[0]),
]
Moment = Annotated[AwareDatetime, Field(examples=[datetime.fromisoformat("2026-01-15T10:30:00Z")])]

SecretHash = Annotated[
    str,
    Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of a secret, in hexadecimal."),
]
ScopeNames = Annotated[
    list[Annotated[str, Field(pattern=r"^[a-z_]+:[a-z_]+$", max_length=64)]],
    Field(max_length=64, examples=[["orders:read"]]),
]
"""Names of scopes, sorted and each once."""
