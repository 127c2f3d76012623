"""Put the sample shop into the catalogue, through the public API as the administrator."""

import asyncio
import hashlib
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict

from quintet_cli.platform_clients import tls_of
from quintet_cli.platform_state import PlatformState
from quintet_cli.replay.api_session import ApiRefusedError, ApiSession, Credentials
from quintet_cli.sample_shop.sample_products import (
    CURRENCY,
    OPENING_STOCK,
    SAMPLE_PRODUCTS,
    SampleProduct,
)

_PHOTOS: Final = UUID("1f0c7a52-9999-6d10-b1a9-0242ac120002")
"""Namespace of the photos' ids: the same picture of the same product is the same file."""

_CONNECTIONS: Final = 5


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: UUID


class _Rows(BaseModel):
    model_config = ConfigDict(extra="ignore")

    items: list[_Row]


@dataclass(frozen=True, slots=True)
class Opening:
    """What was put into the catalogue.

    Attributes:
        products: How many products are new.
    """

    products: int


async def open_sample_shop(
    platform: PlatformState, *, only_if_empty: bool = False, patience_seconds: float = 60.0
) -> Opening:
    """Create the products that are missing, each with stock and photo.

    Args:
        platform: A running platform.
        only_if_empty: Do nothing when the catalogue has any product at all.
        patience_seconds: How long each request is repeated.

    Raises:
        ApiRefusedError: The API refuses.
        ApiSilentError: The API does not answer.
    """
    async with ApiSession(
        platform.api_url,
        Credentials(platform.admin_email, platform.admin_password),
        connections=_CONNECTIONS,
        patience_seconds=patience_seconds,
        tls=tls_of(platform),
    ) as session:
        first = await session.get("/api/v1/products?limit=1")
        if only_if_empty and _Rows.model_validate_json(first).items:
            return Opening(0)
        are_new = await asyncio.gather(*(_sell(session, one) for one in SAMPLE_PRODUCTS))
    return Opening(sum(are_new))


async def _sell(session: ApiSession, product: SampleProduct) -> bool:
    """Create one product unless it is there; return whether it is new."""
    product_id = await _find(session, product)
    is_new = product_id is None
    if product_id is None:
        product_id = await _create(session, product)
    photo = product.photo
    photo_id = uuid5(_PHOTOS, f"{product_id}/{hashlib.sha256(photo).hexdigest()}")
    path = f"/api/v1/products/{product_id}/attachments"
    photos = _Rows.model_validate_json(await session.get(path)).items
    if photo_id not in {each.id for each in photos}:
        name = urlencode({"file_name": f"{product.stem}.jpg"})
        await session.put_file(f"{path}/{photo_id}?{name}", photo)
    return is_new


async def _find(session: ApiSession, product: SampleProduct) -> UUID | None:
    body = await session.get(f"/api/v1/products?sku__eq={product.sku}")
    found = _Rows.model_validate_json(body).items
    return found[0].id if found else None


async def _create(session: ApiSession, product: SampleProduct) -> UUID:
    try:
        answer = await session.post(
            "/api/v1/products",
            {
                "sku": product.sku,
                "name": product.name,
                "description": product.description,
                "unit_price": product.unit_price,
                "currency": CURRENCY,
                "opening_stock": OPENING_STOCK,
            },
            f"sample_shop:{product.sku}",
        )
    except ApiRefusedError as error:
        found = await _find(session, product) if error.code == "sku_taken" else None
        if found is None:
            raise
        return found  # another opening was faster
    return _Row.model_validate_json(answer).id
