"""Every kind of update that aiogram knows: asked for, or ignored on purpose.

A kind that it learns of and this table does not fails a test.
"""

from typing import Final

ASKED_FOR: Final = frozenset(
    {
        "callback_query",
        "chosen_inline_result",
        "edited_message",
        "inline_query",
        "message",
        "my_chat_member",
        "pre_checkout_query",
        "shipping_query",
    }
)
"""What has a handler; Telegram is asked for nothing else."""

IGNORED: Final = frozenset(
    {
        "business_connection",  # we answer for nobody else's account
        "business_message",
        "channel_post",  # we are in no channel
        "chat_boost",
        "chat_join_request",  # nor in a group
        "chat_member",
        "deleted_business_messages",
        "edited_business_message",
        "edited_channel_post",
        "guest_message",
        "managed_bot",
        "message_reaction",  # a thumb is an answer, not a question
        "message_reaction_count",
        "poll",  # we ask none
        "poll_answer",
        "purchased_paid_media",  # we sell none
        "removed_chat_boost",
        "stopped_message_generation",  # we write all at once
        "subscription",  # we sell none
    }
)
"""What Telegram does not send, since nobody asks for it."""
