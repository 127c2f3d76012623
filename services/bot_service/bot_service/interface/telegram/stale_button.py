"""The answer to a button of the past, or one that we never made."""

from aiogram.types import CallbackQuery
from aiogram.utils.i18n import gettext as _

from bot_service.interface.telegram.screen import acknowledge


async def refuse_stale_button(callback: CallbackQuery) -> None:
    """Say that the button is out of date, and where to go on."""
    text = _("This button is out of date. /cart shows what you are about to buy.")
    await acknowledge(callback, text, alert=True)
