"""Put a product into the catalogue."""

from dataclasses import dataclass
from decimal import Decimal

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotUnique
from business_hexagon.application.once import answer_once, save_once
from business_hexagon.application.outcome import Outcome, Present
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Idempotency
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.stock_operations import OpenStock
from business_hexagon.domain.catalogue.errors import SkuTaken
from business_hexagon.domain.catalogue.product import Product
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.values.money import Money
from business_hexagon.domain.values.sku import Sku


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateProductCommand:
    """The shop sells something new.

    Attributes:
        actor: needs `catalogue:write`.
        sku: the shop's code, at most 64 characters.
        name: one line, at most 255 characters.
        description: at most 4,000 characters.
        unit_price: exact price of one piece, at most four decimals.
        currency: ISO 4217 code.
        opening_stock: pieces to begin with.
        is_active: whether it can be ordered at once.
        idempotency: the claim that this happens once.
    """

    actor: Actor
    sku: str
    name: str
    unit_price: Decimal
    currency: str
    description: str = ""
    opening_stock: int = 0
    is_active: bool = True
    idempotency: Idempotency | None = None


class CreateProduct:
    """Creates a product and opens its stock, both or neither."""

    def __init__(
        self,
        *,
        writes: AtomicWrites,
        ids: IdGenerator,
        present: Present[Product],
    ) -> None:
        self._writes = writes
        self._ids = ids
        self._present = present

    async def execute(self, command: CreateProductCommand) -> Outcome:
        """Create the product.

        Raises:
            PermissionDenied: the actor lacks `catalogue:write`.
            InvalidValue: a field is malformed.
            SkuTaken: another product has the SKU.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        command.actor.require(Scope.CATALOGUE_WRITE)
        return await answer_once(
            self._writes,
            command.idempotency,
            lambda: self._create(command),
        )

    async def _create(self, command: CreateProductCommand) -> Outcome:
        product = Product.create(
            product_id=self._ids.new(),
            sku=Sku(command.sku),
            name=command.name,
            description=command.description,
            unit_price=Money(command.unit_price, command.currency),
            opening_stock=command.opening_stock,
            is_active=command.is_active,
        )
        try:
            return await save_once(
                self._writes,
                product,
                self._present(product),
                command.idempotency,
                stock=(OpenStock(product.id, command.opening_stock),),
            )
        except NotUnique as error:
            raise SkuTaken(product.sku.value) from error
