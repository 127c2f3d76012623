"""People in the shop, and something to buy."""

from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import uuid4

import pytest
from http_transport import HttpClient

from tests.e2e.shop_visitor import KeptVisitor, ShopVisitor
from tests.fixtures.shared_platform import SharedPlatform
from tests.security.wire import new_address

type OpenProduct = Callable[[int], Awaitable[str]]
"""Makes a product with so many pieces; returns its id."""

PASSWORD = "a long enough pass phrase"


@pytest.fixture
async def guest(shared_platform: SharedPlatform) -> AsyncIterator[ShopVisitor]:
    """Somebody without an account, at a computer of this test alone: limits are by address."""
    url = shared_platform.watched.state.api_url
    async with HttpClient(url, timeout=60.0, local_address=new_address()) as client:
        yield ShopVisitor(client)


@pytest.fixture(scope="session")
async def kept_admin(shared_platform: SharedPlatform) -> AsyncIterator[KeptVisitor]:
    """The administrator whom the platform was started with."""
    state = shared_platform.watched.state
    async with HttpClient(state.api_url, timeout=60.0, local_address=new_address()) as client:
        yield KeptVisitor(ShopVisitor(client), state.admin_email, state.admin_password)


@pytest.fixture
async def admin(kept_admin: KeptVisitor) -> ShopVisitor:
    """The administrator, with a token that lasts for a test."""
    return await kept_admin.fresh()


@pytest.fixture
def email() -> str:
    """An address of this test alone."""
    return f"ada_{uuid4().hex}@example.com"


@pytest.fixture
async def customer(guest: ShopVisitor, email: str) -> ShopVisitor:
    """Somebody who has just registered and logged in."""
    registered = await guest.post(
        "/auth/register", {"email": email, "password": PASSWORD, "name": "Ada Lovelace"}
    )
    assert registered.status == 202, registered
    return await guest.logged_in(email, PASSWORD)


@pytest.fixture
def open_product(admin: ShopVisitor) -> OpenProduct:
    """Makes products."""

    async def open_one(pieces: int) -> str:
        created = await admin.post(
            "/products",
            {
                "sku": f"LANTERN_{uuid4().hex[:12]}",
                "name": "White metal lantern",
                "unit_price": "3.39",
                "currency": "GBP",
                "opening_stock": pieces,
            },
        )
        assert created.status == 201, created
        return created.text("id")

    return open_one
