"""What the account's buttons send back."""

from aiogram.filters.callback_data import CallbackData

from bot_service.interface.telegram.account.languages import Language


class Register(CallbackData, prefix="register"):
    """Opens an account for this chat.

    Attributes:
        then_checkout: Whether somebody was about to order.
    """

    then_checkout: bool = False


class Unlink(CallbackData, prefix="unlink"):
    """Yes, disconnect this chat from the account."""


class KeepLink(CallbackData, prefix="keep_link"):
    """No, leave it connected."""


class ChooseLanguage(CallbackData, prefix="language"):
    """The language of this chat."""

    language: Language


class LinkAnyway(CallbackData, prefix="link"):
    """Yes, connect this chat with another account than now.

    Attributes:
        code: The code from there.
    """

    code: str
