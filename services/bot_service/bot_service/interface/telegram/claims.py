"""Claims that what an update asks for happens once, however often the update comes."""

import hashlib
import json
from typing import Final

from aiogram.types import Update
from business_hexagon.application.ports.atomic_writes import Idempotency
from telegram_runtime.delivery.update_facts import chat_id_of

_SCOPE_PREFIX: Final = "chat"


def update_claim(
    update: Update, use_case: str, *payload: object, key: str | None = None
) -> Idempotency:
    """The claim of one use case on behalf of one update.

    Args:
        update: What came; handlers get it as `event_update`.
        use_case: Name of the use case, such as `place_order`.
        payload: What is asked for, taken from the update alone: what comes from the session may
            be another thing when the update comes again.
        key: What it happens once for, when that is not the update, such as the id of a checkout.
    """
    asked = json.dumps([str(part) for part in payload], ensure_ascii=False)
    return Idempotency(
        scope=f"{_SCOPE_PREFIX}/{chat_id_of(update)}/{use_case}",
        key=str(update.update_id) if key is None else key,
        request_hash=hashlib.sha256(asked.encode()).hexdigest(),
    )
