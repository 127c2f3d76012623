"""What is left when nobody else took an update. This router comes last of all."""

from aiogram import F, Router
from aiogram.enums import ChatType

from bot_service.interface.telegram.other_updates.answer_content import (
    answer_content,
    answer_edit,
    answer_text,
    refuse_unknown_command,
)
from bot_service.interface.telegram.other_updates.chat_members import leave_group, note_membership
from bot_service.interface.telegram.other_updates.payments import refuse_checkout, refuse_shipping
from bot_service.interface.telegram.stale_button import refuse_stale_button


def build_router() -> Router:
    """A router of its own for each dispatcher."""
    router = Router(name="other_updates")
    in_private = F.chat.type == ChatType.PRIVATE
    router.message.register(refuse_unknown_command, in_private, F.text.startswith("/"))
    router.message.register(answer_text, in_private, F.text)
    router.message.register(answer_content, in_private)
    router.edited_message.register(answer_edit, in_private)
    router.callback_query.register(refuse_stale_button)
    router.my_chat_member.register(note_membership, in_private)
    router.my_chat_member.register(leave_group)
    router.pre_checkout_query.register(refuse_checkout)
    router.shipping_query.register(refuse_shipping)
    return router
