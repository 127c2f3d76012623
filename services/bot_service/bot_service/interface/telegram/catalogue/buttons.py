"""What the catalogue's buttons send back."""

from typing import Annotated
from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

MOST_PAGES = 80
"""A list is read from its beginning, 500 rows at most: whoever is further should search."""

type PageNumber = Annotated[int, Field(ge=0, lt=MOST_PAGES)]


class OpenCatalogue(CallbackData, prefix="catalogue"):
    """A page of the catalogue.

    Attributes:
        page: From 0.
    """

    page: PageNumber = 0


class OpenSearch(CallbackData, prefix="found"):
    """A page of what was searched for.

    Attributes:
        search: Which search: tells an old list from the latest one, whose words are remembered.
        page: From 0.
    """

    search: str
    page: PageNumber


class OpenProduct(CallbackData, prefix="product"):
    """A product's card.

    Attributes:
        product_id: Which product.
    """

    product_id: UUID
