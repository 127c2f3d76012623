"""The problem document (RFC 9457) as every Quintet service sends it."""

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["MEDIA_TYPE", "FieldProblem", "Problem"]

MEDIA_TYPE = "application/problem+json"


class FieldProblem(BaseModel):
    """One thing wrong with one field.

    Attributes:
        path: Dotted path, `lines.3.quantity` in a body, `query.limit` elsewhere; "" is the whole.
        message: What is wrong, for a person.
        code: What is wrong, for a program; stable.
    """

    model_config = ConfigDict(frozen=True)

    path: str = Field(examples=["lines.3.quantity"])
    message: str = Field(examples=["Input should be greater than 0"])
    code: str = Field(examples=["out_of_range"])


class Problem(BaseModel):
    """What went wrong, for a person and for a program.

    Members beside these (for example `current_version` or `shortages`) depend on the code.
    """

    model_config = ConfigDict(extra="allow")

    type: str = Field(examples=["urn:quintet:problem:validation"])
    title: str = Field(examples=["Validation"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["1 field is not acceptable."])
    code: str = Field(description="Stable name of the problem.", examples=["validation"])
    instance: str = Field(description="Path of the request.", examples=["/api/v1/orders"])
    request_id: str = Field(examples=["0b7c1f0e9d8a4c6bb1a2c3d4e5f60718"])
    errors: list[FieldProblem] = Field(default_factory=list)
