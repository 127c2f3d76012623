"""What every wire schema has in common."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, override

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError


class WireModel(BaseModel):
    """A schema that crosses HTTP between a business service and a data service.

    Unknown fields are refused, so that a misspelt field is an error and not a silent loss.
    Models can be filled from the attributes of an object of the same shape.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, from_attributes=True)

    @classmethod
    @override
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler, /
    ) -> JsonSchemaValue:
        """Say that a field which tells one kind of a union from another must be there."""
        reference = handler(core_schema)
        schema = handler.resolve_ref_schema(reference)
        for name, field in schema.get("properties", {}).items():
            if "const" in field and name not in schema.setdefault("required", []):
                schema["required"].append(name)
        return reference


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
LAST_VERSION = (1 << 31) - 1
Version = Annotated[int, Field(strict=True, ge=1, le=LAST_VERSION, examples=[1])]
ExpectedVersion = Annotated[
    int,
    Field(
        strict=True,
        ge=0,
        le=LAST_VERSION,
        description="The version that the row must have now; 0 inserts.",
        examples=[0],
    ),
]


def _written_out(value: object) -> object:
    """Refuse a number where a date is due; pydantic would count seconds from 1970."""
    if isinstance(value, str):
        if value[4:5] == "-":
            return value
    elif not isinstance(value, int | float):
        return value
    raise PydanticCustomError("datetime_parsing", "Input should be written as in RFC 3339")


WRITTEN_OUT = BeforeValidator(_written_out)
"""For dates and times: `2026-01-15…` and never a number."""

Moment = Annotated[
    AwareDatetime,
    WRITTEN_OUT,
    Field(examples=[datetime.fromisoformat("2026-01-15T10:30:00Z")]),
]
Day = Annotated[date, WRITTEN_OUT, Field(examples=[date(2026, 1, 15)])]
Flag = Annotated[bool, Field(strict=True)]
"""True or false, and not 1 or `yes`."""
_LARGEST = (1 << 53) - 1
WholeNumber = Annotated[int, Field(strict=True, ge=-_LARGEST, le=_LARGEST)]
"""A whole number that every JSON parser keeps exactly, and not true, 1.0 or `1`."""

SecretHash = Annotated[
    str,
    Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of a secret, in hexadecimal."),
]
ScopeNames = Annotated[
    list[Annotated[str, Field(pattern=r"^[a-z_]+:[a-z_]+$", max_length=64)]],
    Field(max_length=64, examples=[["orders:read"]]),
]
"""Names of scopes, sorted and each once."""
