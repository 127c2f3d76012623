"""Bad input gets a problem document that tells what is wrong, and changes nothing."""

import pytest

from tests.integration.api_service.api_scene import Api, KeptAdmin
from tests.integration.api_service.bad_commands import OTHERS
from tests.integration.api_service.bad_messages import BODIES, HEADERS
from tests.integration.api_service.bad_orders import LINES, ORDERS
from tests.integration.api_service.bad_products import PRODUCTS
from tests.integration.api_service.bad_reads import PATHS, QUERIES
from tests.integration.api_service.bad_request import BadRequest, filled
from tests.integration.api_service.database import Database

pytestmark = pytest.mark.integration

BAD_REQUESTS = (*LINES, *ORDERS, *PRODUCTS, *BODIES, *PATHS, *QUERIES, *HEADERS, *OTHERS)


@pytest.fixture(scope="module")
async def product_id(kept_admin: KeptAdmin) -> str:
    """A product that bad requests can be about."""
    product = await (await kept_admin.fresh()).add_product()
    return str(product["id"])


@pytest.mark.parametrize("bad", BAD_REQUESTS, ids=lambda bad: bad.name.replace(" ", "_"))
async def test_is_refused_with_a_problem_that_names_the_field(
    admin: Api, product_id: str, database: Database, bad: BadRequest
) -> None:
    """Status, code and field are what they should be, and no row is another."""
    path, body = filled(bad, product_id)
    before = await database.fingerprint()

    answer = await admin.ask(bad.verb, path, body, bad.headers)

    assert (answer.status, answer.code) == (bad.status, bad.code), answer.response.body
    if bad.field_path is not None:
        assert bad.field_path in answer.paths, answer.response.body
    assert answer.body["request_id"] == answer.header("x-request-id")
    assert await database.fingerprint() == before
