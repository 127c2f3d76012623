"""Connects a chat with an account that exists, by a code from there."""

import re
from html import escape
from typing import Final

from aiogram.types import Update
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.commands.chats.link_chat import LinkChat, LinkChatCommand
from business_hexagon.application.errors import NotFound
from business_hexagon.application.queries.chats.identify_chat import (
    IdentifyChat,
    IdentifyChatQuery,
)
from business_hexagon.application.queries.identity.get_me import GetMe, GetMeQuery
from pydantic import BaseModel
from telegram_runtime.delivery.update_facts import chat_id_of

from bot_service.interface.telegram.account.buttons import KeepLink, LinkAnyway
from bot_service.interface.telegram.account.main_menu import menu_screen
from bot_service.interface.telegram.claims import update_claim
from bot_service.interface.telegram.refusals import refused_screen
from bot_service.interface.telegram.screen import Screen, press

_CODE: Final = re.compile("[A-Za-z0-9_-]{1,48}")
"""What can be a code; it must also fit into a button."""


class _Account(BaseModel):
    name: str


class Connecting:
    """Links chats and tells with whose account.

    Args:
        link_chat: Redeems codes.
        identify_chat: Tells whom the chat speaks for then.
        get_me: Tells what that account is called.
    """

    def __init__(self, link_chat: LinkChat, identify_chat: IdentifyChat, get_me: GetMe) -> None:
        self._link_chat = link_chat
        self._identify_chat = identify_chat
        self._get_me = get_me

    async def connect(self, update: Update, code: str) -> Screen:
        """Redeem the code and say whose account it is: it may be a stranger's, sent as a gift.

        Raises:
            StorageUnavailable: A data service does not answer.
            TooManyConflicts: Others kept changing the chat.
        """
        code = code.strip()
        chat_id = chat_id_of(update)
        if _CODE.fullmatch(code) is None:
            return _refused_screen()
        try:
            claim = update_claim(update, "link_chat", code)
            await self._link_chat.execute(LinkChatCommand(chat_id, code, claim))
        except NotFound as refusal:
            return refused_screen(refusal, _refused_screen())
        return await self.connected_screen(chat_id)

    async def connected_screen(self, chat_id: int) -> Screen:
        """Says whose account the chat speaks for now.

        Raises:
            PermissionDenied: It speaks for none.
            StorageUnavailable: A data service does not answer.
        """
        name = escape(await self.account_name(chat_id))
        text = _(
            "🔗 Connected! This chat now belongs to the account of <b>{name}</b>.\n\n"
            "That is not you? /unlink takes it back."
        )
        return menu_screen(text.format(name=name), has_account=True)

    async def account_name(self, chat_id: int) -> str:
        """What the account of the chat is called.

        Raises:
            PermissionDenied: The chat has none.
            StorageUnavailable: A data service does not answer.
        """
        identity = await self._identify_chat.execute(IdentifyChatQuery(chat_id))
        document = await self._get_me.execute(GetMeQuery(identity.actor))
        return _Account.model_validate_json(document.content).name


def ask_first_screen(code: str) -> Screen:
    """Asks before an account is exchanged for another one."""
    if _CODE.fullmatch(code.strip()) is None:
        return _refused_screen()
    return Screen(
        _("This chat is connected with an account already. Connect it with the other one instead?"),
        (
            (press(_("🔗 Yes, connect the other one"), LinkAnyway(code=code.strip())),),
            (press(_("◀ No, leave it"), KeepLink()),),
        ),
    )


def _refused_screen() -> Screen:
    return Screen(
        _("This code does not work: it is wrong, used, or too old. Please get a new one.")
    )
