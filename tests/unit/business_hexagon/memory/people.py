"""People and things that tests speak of."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.atomic_writes import Idempotency
from business_hexagon.domain.catalogue.product import Product
from business_hexagon.domain.identity.user import Role, User
from business_hexagon.domain.tasks.task import Task
from business_hexagon.domain.values.email import Email
from business_hexagon.domain.values.money import Money
from business_hexagon.domain.values.sku import Sku

from tests.fakes.in_memory_storage import Stored

ADA_ID = UUID(int=1)
BOB_ID = UUID(int=2)
EVE_ID = UUID(int=3)
PRODUCT_ID = UUID(int=10)
TASK_ID = UUID(int=20)

ADA = Actor(ADA_ID, Role.CUSTOMER, "request_1")
BOB = Actor(BOB_ID, Role.CUSTOMER, "request_1")
EVE = Actor(EVE_ID, Role.CUSTOMER, "request_1")
SUPPORT = Actor(UUID(int=8), Role.SUPPORT, "request_1")
STAFF = Actor(UUID(int=9), Role.STAFF, "request_1")
GUEST = Actor(request_id="request_1")

KEY = Idempotency("scope", "key", "hash")
OTHER_REQUEST = Idempotency("scope", "key", "other hash")


def user(
    user_id: UUID = ADA_ID,
    *,
    email: str = "ada@example.com",
    role: Role = Role.CUSTOMER,
    is_active: bool = True,
) -> User:
    """A stored user whose password is `correct horse battery`."""
    return User.restore(
        user_id=user_id,
        email=Email(email),
        name="Ada",
        role=role,
        is_active=is_active,
        password_hash="plain:correct horse battery",
        version=1,
    )


def product() -> Product:
    """A stored product."""
    return Product.restore(
        product_id=PRODUCT_ID,
        sku=Sku("85123A"),
        name="White lantern",
        description="",
        unit_price=Money(Decimal("2.55"), "GBP"),
        is_active=True,
        version=1,
    )


def task(
    *,
    due_at: datetime | None = None,
    assignee_id: UUID | None = BOB_ID,
    task_id: UUID = TASK_ID,
) -> Task:
    """A task of Ada's, for Bob to do."""
    return Task.create(
        task_id=task_id,
        title="Call the supplier",
        created_by=ADA_ID,
        assignee_id=assignee_id,
        due_at=due_at,
    )


def present(thing: Stored) -> bytes:
    """Render as its stream and version."""
    return f"{thing.stream} v{thing.version}".encode()
