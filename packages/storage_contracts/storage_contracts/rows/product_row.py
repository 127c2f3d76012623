"""Products and their stock."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from storage_contracts.wire_model import (
    Currency,
    ExpectedVersion,
    Flag,
    Moment,
    Sku,
    UnitPrice,
    Version,
    WholeNumber,
    WireModel,
)


class ProductRow(WireModel):
    """A catalogue entry."""

    id: UUID
    sku: Sku
    name: Annotated[str, Field(min_length=1, max_length=255, examples=["White metal lantern"])]
    description: Annotated[str, Field(max_length=4000)] = ""
    unit_price: UnitPrice
    currency: Currency
    is_active: Flag
    version: Version
    created_at: Moment
    updated_at: Moment


class ProductWrite(WireModel):
    """Inserts or replaces a product; its stock is opened by a stock operation."""

    resource: Literal["product"] = "product"
    expected_version: ExpectedVersion
    row: ProductRow


class StockRow(WireModel):
    """Pieces of one product. Always opening + adjusted = free + reserved + sold."""

    product_id: UUID
    opening: Annotated[int, Field(strict=True, ge=0)]
    adjusted: WholeNumber
    free: Annotated[int, Field(strict=True, ge=0)]
    reserved: Annotated[int, Field(strict=True, ge=0)]
    sold: Annotated[int, Field(strict=True, ge=0)]
    version: Version
    updated_at: Moment
