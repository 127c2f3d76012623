"""Only the gateway may say what became of a charge."""

import hashlib
import hmac
import json
from uuid import uuid4

import pytest

from tests.integration.api_service.api_scene import CALLBACK_SECRET, Api
from tests.integration.api_service.bad_request import NOBODY
from tests.integration.api_service.database import Database

pytestmark = pytest.mark.integration
PATH = "/api/v1/payment_callbacks/sandbox"


def _report(order_id: str) -> bytes:
    return json.dumps(
        {
            "event_id": str(uuid4()),
            "charge_id": "charge_1",
            "idempotency_key": f"{order_id}:charge",
            "order_id": order_id,
            "status": "approved",
        }
    ).encode()


def _signed(body: bytes, secret: str = CALLBACK_SECRET) -> dict[str, str]:
    return {"x-signature": hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}


async def test_a_forged_report_changes_nothing(guest: Api, admin: Api, database: Database) -> None:
    """Without a signature, with another key's, or with that of another body."""
    product = await admin.add_product()
    order_id = (await guest.place_order(product["id"])).text("id")
    body = _report(order_id)
    before = await database.fingerprint()

    for headers in ({}, _signed(body, "another secret"), _signed(b"{}"), {"x-signature": "\xe9"}):
        answer = await guest.post(PATH, body, headers)
        assert (answer.status, answer.code) == (401, "signature_invalid")
    assert await database.fingerprint() == before


async def test_a_report_of_an_unknown_order_is_refused(guest: Api) -> None:
    """Also with a good signature."""
    body = _report(NOBODY)

    answer = await guest.post(PATH, body, _signed(body))

    assert (answer.status, answer.code) == (404, "not_found")
