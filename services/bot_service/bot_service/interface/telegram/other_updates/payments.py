"""Payments of Telegram: we ask for none, so nobody may be charged for one."""

from aiogram.types import PreCheckoutQuery, ShippingQuery
from aiogram.utils.i18n import gettext as _
from telemetry.logs import get_logger

_LOG = get_logger("bot_service.payments")


async def refuse_checkout(query: PreCheckoutQuery) -> None:
    """Refuse within the ten seconds that Telegram waits, so that no money moves."""
    _LOG.warning("checkout_refused", currency=query.currency, amount=query.total_amount)
    await query.answer(ok=False, error_message=_refusal())


async def refuse_shipping(query: ShippingQuery) -> None:
    """Refuse: an invoice that asks is none of ours."""
    _LOG.warning("shipping_refused")
    await query.answer(ok=False, error_message=_refusal())


def _refusal() -> str:
    return _("I take no payments here: what you order is paid as you choose at checkout.")
