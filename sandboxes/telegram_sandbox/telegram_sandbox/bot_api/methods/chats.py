"""Chats: getChat, getChatMember, leaveChat."""

from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.json_value import Json, JsonObject
from telegram_sandbox.state.api_error import bad_request
from telegram_sandbox.state.world import World


async def get_chat(world: World, parameters: Parameters) -> Json:
    """Tell all about a chat.

    Raises:
        ApiError: There is no such chat.
    """
    chat = world.book.find(parameters.chat_id())
    return {
        **chat.as_telegram(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "active_usernames": [chat.person.username],
        "accepted_gift_types": {
            "unlimited_gifts": True,
            "limited_gifts": True,
            "unique_gifts": True,
            "premium_subscription": True,
            "gifts_from_channels": True,
        },
    }


async def get_chat_member(world: World, parameters: Parameters) -> Json:
    """Tell whether somebody is in a chat: the person or the bot.

    Raises:
        ApiError: There is no such chat, or neither of them is meant.
    """
    chat = world.book.find(parameters.chat_id())
    number = parameters.integer("user_id")
    users = {chat.id: chat.person.as_telegram(), world.bot.id: world.bot.as_telegram()}
    if number not in users:
        raise bad_request("member not found")
    member: JsonObject = {"user": users[number], "status": "member"}
    if number == world.bot.id and chat.has_blocked:
        member |= {"status": "kicked", "until_date": 0}
    return member


async def leave_chat(world: World, parameters: Parameters) -> Json:
    """Leave a group: those that raw updates speak of may all be left.

    Raises:
        ApiError: It is a private chat, which nobody leaves.
    """
    number = parameters.chat_id()
    if number >= 0:
        world.book.find(number)
        raise bad_request("chat member status can't be changed in private chats")
    return True
