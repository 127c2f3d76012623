"""The product that demo orders buy."""

from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict

from quintet_cli.replay.api_session import ApiRefusedError, ApiSession

SKU = "DEMO_LANTERN"
NAME = "White metal lantern"
PIECES_PER_ORDER = 2
_OPENING_STOCK = 10_000


class _Product(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: UUID


class _Products(BaseModel):
    model_config = ConfigDict(extra="ignore")

    items: list[_Product]


class _Stock(BaseModel):
    model_config = ConfigDict(extra="ignore")

    free: int


class DemoShop:
    """Makes sure that there is something to buy.

    Args:
        session: The API, signed in as staff.
    """

    def __init__(self, session: ApiSession) -> None:
        self._session = session

    async def open(self, orders: int) -> UUID:
        """The id of the demo product, with enough pieces for so many orders.

        Raises:
            ApiRefusedError: The API refuses.
            ApiSilentError: The API does not answer.
        """
        product_id = await self._find() or await self._create()
        path = f"/api/v1/products/{product_id}"
        stock = _Stock.model_validate_json(await self._session.get(f"{path}/stock"))
        missing = orders * PIECES_PER_ORDER - stock.free
        if missing > 0:
            await self._session.post(
                f"{path}/stock_adjustments",
                {"delta": missing + _OPENING_STOCK, "reason": "demo"},
                f"demo:stock:{uuid4()}",
            )
        return product_id

    async def _find(self) -> UUID | None:
        body = await self._session.get(f"/api/v1/products?sku__eq={SKU}")
        found = _Products.model_validate_json(body).items
        return found[0].id if found else None

    async def _create(self) -> UUID:
        try:
            answer = await self._session.post(
                "/api/v1/products",
                {
                    "sku": SKU,
                    "name": NAME,
                    "unit_price": "3.39",
                    "currency": "GBP",
                    "opening_stock": _OPENING_STOCK,
                },
                f"demo:product:{uuid4()}",
            )
        except ApiRefusedError as error:
            found = await self._find() if error.code == "sku_taken" else None
            if found is None:
                raise
            return found  # another demo was faster
        return _Product.model_validate_json(answer).id
