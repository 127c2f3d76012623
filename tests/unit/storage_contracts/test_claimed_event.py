"""A claim tells whether it is of an event or of a client's request."""

from uuid import UUID

import pytest
from storage_contracts.atomic_write import IdempotencyClaim

EVENT_ID = UUID("53e28ae7-6a39-4782-9d43-6e47404e3ad3")


def test_a_consumers_claim_names_its_event() -> None:
    """Its hash is the event's id, too: no client's request has such a hash."""
    claim = IdempotencyClaim(
        scope="worker_order_saga", key=str(EVENT_ID), request_hash=EVENT_ID.hex
    )
    assert claim.claimed_event() == EVENT_ID


@pytest.mark.parametrize(
    ("key", "request_hash"),
    [
        (str(EVENT_ID), "a3f5" * 16),
        (str(EVENT_ID), str(EVENT_ID)),
        (EVENT_ID.hex, EVENT_ID.hex),
        (str(EVENT_ID).upper(), EVENT_ID.hex),
        ("invoice_536365", "a3f5" * 16),
    ],
)
def test_a_clients_key_names_none(key: str, request_hash: str) -> None:
    """Also when the key is a UUID that somebody made up, or read somewhere."""
    claim = IdempotencyClaim(scope="guest:POST /orders", key=key, request_hash=request_hash)
    assert claim.claimed_event() is None
