"""Reads one product for the chat."""

from uuid import UUID

from business_hexagon.application.queries.catalogue.get_product import GetProduct, GetProductQuery

from bot_service.interface.telegram.catalogue.shown_product import ShownProduct


async def read_product(get_product: GetProduct, product_id: UUID) -> ShownProduct:
    """The product as the chat shows it.

    Raises:
        NotFound: There is no such product.
        StorageUnavailable: The data service does not answer.
    """
    document = await get_product.execute(GetProductQuery(product_id))
    return ShownProduct.model_validate_json(document.content)
