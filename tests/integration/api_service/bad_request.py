"""One thing that a client can get wrong, with the answer that it deserves."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from storage_contracts.json_value import Json

PRODUCT = "{product}"
"""Stands for the id of a product that exists."""

NOBODY = "1f0c7a52-55f2-6d10-b1a9-0242ac120002"


ORDER: dict[str, Json] = {
    "lines": [{"product_id": PRODUCT, "quantity": 1}],
    "shipping_address": {"country": "GB"},
    "payment_method": "card_approve",
    "contact_email": "ada@example.com",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRequest:
    """A request of staff, and its refusal.

    Attributes:
        name: What is wrong.
        path: Where it goes.
        body: JSON, or bytes as they are.
        status: Expected status.
        code: Expected code of the problem document.
        field_path: A field that the problem document must name; nothing where none is to blame.
        method: GET without a body, else POST, unless said otherwise.
        headers: Further headers.
    """

    name: str
    path: str
    status: int
    code: str
    body: Json | bytes = None
    field_path: str | None = None
    method: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def verb(self) -> str:
        """The method."""
        return self.method or ("GET" if self.body is None else "POST")


def filled(bad: BadRequest, product_id: str) -> tuple[str, bytes | None]:
    """Path and body with the id of a product that exists."""
    path = bad.path.replace(PRODUCT, product_id)
    if bad.body is None or isinstance(bad.body, bytes):
        return path, bad.body
    return path, json.dumps(bad.body).replace(PRODUCT, product_id).encode()
