"""Change a product."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.once import answer_once, require_version, save_once
from business_hexagon.application.outcome import Outcome, Present
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Idempotency
from business_hexagon.application.ports.product_snapshots import ProductSnapshots
from business_hexagon.application.ports.products import Products
from business_hexagon.domain.catalogue.product import Product
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.values.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateProductCommand:
    """The shop changes what it says of a product; what is None stays.

    Attributes:
        actor: needs `catalogue:write`.
        product_id: which product.
        name: a new name.
        description: a new description.
        unit_price: a new price, at most four decimals.
        currency: a new currency.
        is_active: whether it can be ordered.
        expected_version: the version that the change was decided on, if the client says.
        idempotency: the claim that this happens once.
    """

    actor: Actor
    product_id: UUID
    name: str | None = None
    description: str | None = None
    unit_price: Decimal | None = None
    currency: str | None = None
    is_active: bool | None = None
    expected_version: int | None = None
    idempotency: Idempotency | None = None


class UpdateProduct:
    """Changes a product; orders placed before keep their price."""

    def __init__(
        self,
        *,
        products: Products,
        snapshots: ProductSnapshots,
        writes: AtomicWrites,
        present: Present[Product],
    ) -> None:
        self._products = products
        self._snapshots = snapshots
        self._writes = writes
        self._present = present

    async def execute(self, command: UpdateProductCommand) -> Outcome:
        """Change the product.

        Raises:
            PermissionDenied: the actor lacks `catalogue:write`.
            NotFound: there is no such product.
            InvalidValue: a field is malformed.
            VersionConflict: the product is at another version.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        command.actor.require(Scope.CATALOGUE_WRITE)
        outcome = await answer_once(
            self._writes,
            command.idempotency,
            lambda: self._update(command),
        )
        # The event would tell this process too, a little later; its own next order must not fail.
        await self._snapshots.forget((command.product_id,))
        return outcome

    async def _update(self, command: UpdateProductCommand) -> Outcome:
        product = await self._products.get(command.product_id)
        if product is None:
            raise NotFound("product", str(command.product_id))
        require_version(product, command.expected_version)
        price = product.unit_price
        product.update(
            name=command.name,
            description=command.description,
            unit_price=Money(
                price.amount if command.unit_price is None else command.unit_price,
                price.currency if command.currency is None else command.currency,
            ),
            is_active=command.is_active,
        )
        return await save_once(
            self._writes,
            product,
            self._present(product),
            command.idempotency,
        )
