"""What an order line stands for."""

from enum import StrEnum


class LineKind(StrEnum):
    """Goods from the catalogue, or something that is only money."""

    PRODUCT = "product"
    FEE = "fee"
    POSTAGE = "postage"
    DISCOUNT = "discount"
