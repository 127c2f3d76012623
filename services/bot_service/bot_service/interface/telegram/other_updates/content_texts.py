"""What the bot says to content that it has no better use for: one row for every type.

A type that aiogram learns of and this table does not fails a test.
"""

from collections.abc import Callable, Mapping
from typing import Final

from aiogram.enums import ContentType
from aiogram.utils.i18n import gettext as _

type Sentence = Callable[[], str]


def _unheard() -> str:
    return _("I cannot listen to that, sorry. Please write it.")


def _unseen() -> str:
    return _("I cannot watch that. I do keep photos, PDF and text files with tasks and orders.")


def _place() -> str:
    return _("Thank you! I cannot use places, though: at checkout, please write your address.")


def _game() -> str:
    return _("Nice, but I only know shopping and tasks. /help tells what I can do.")


def _forwarded() -> str:
    return _("I cannot do anything with that. /help tells what I can do.")


def _no_payment() -> str:
    return _("I take no payments here: what you order is paid as you choose at checkout.")


ANSWERED: Final[Mapping[ContentType, Sentence]] = {
    ContentType.ANIMATION: _unseen,
    ContentType.AUDIO: _unheard,
    ContentType.CHECKLIST: _forwarded,
    ContentType.CONTACT: lambda: _("Thank you, but I need no phone numbers."),
    ContentType.DICE: _game,
    ContentType.GAME: _game,
    ContentType.GIFT: _game,
    ContentType.GIVEAWAY: _forwarded,
    ContentType.GIVEAWAY_WINNERS: _forwarded,
    ContentType.INVOICE: _no_payment,
    ContentType.LIVE_PHOTO: _unseen,
    ContentType.LOCATION: _place,
    ContentType.PAID_MEDIA: _forwarded,
    ContentType.PASSPORT_DATA: lambda: _("Please do not send me documents of identity."),
    ContentType.POLL: lambda: _("I have no opinion. /help tells what I can do."),
    ContentType.REFUNDED_PAYMENT: _no_payment,
    ContentType.RICH_MESSAGE: _forwarded,
    ContentType.STICKER: _game,
    ContentType.STORY: _forwarded,
    ContentType.SUCCESSFUL_PAYMENT: lambda: _(
        "This payment is none of ours. Please write to our support, who will look into it."
    ),
    ContentType.UNIQUE_GIFT: _game,
    ContentType.UNKNOWN: _forwarded,
    ContentType.VENUE: _place,
    ContentType.VIDEO: _unseen,
    ContentType.VIDEO_NOTE: _unseen,
    ContentType.VOICE: _unheard,
    ContentType.WEB_APP_DATA: _forwarded,
}
"""What a person sends, and what the bot says."""

HANDLED: Final = frozenset({ContentType.TEXT, ContentType.PHOTO, ContentType.DOCUMENT})
"""What other packages take; text that is left over is a command that nobody knows."""

IGNORED: Final = frozenset(
    {
        ContentType.BOOST_ADDED,
        ContentType.CHANNEL_CHAT_CREATED,
        ContentType.CHAT_BACKGROUND_SET,
        ContentType.CHAT_OWNER_CHANGED,
        ContentType.CHAT_OWNER_LEFT,
        ContentType.CHAT_SHARED,
        ContentType.CHECKLIST_TASKS_ADDED,
        ContentType.CHECKLIST_TASKS_DONE,
        ContentType.COMMUNITY_CHAT_ADDED,
        ContentType.COMMUNITY_CHAT_JOINED,
        ContentType.COMMUNITY_CHAT_REMOVED,
        ContentType.CONNECTED_WEBSITE,
        ContentType.DELETE_CHAT_PHOTO,
        ContentType.DIRECT_MESSAGE_PRICE_CHANGED,
        ContentType.FORUM_TOPIC_CLOSED,
        ContentType.FORUM_TOPIC_CREATED,
        ContentType.FORUM_TOPIC_EDITED,
        ContentType.FORUM_TOPIC_REOPENED,
        ContentType.GENERAL_FORUM_TOPIC_HIDDEN,
        ContentType.GENERAL_FORUM_TOPIC_UNHIDDEN,
        ContentType.GIFT_UPGRADE_SENT,
        ContentType.GIVEAWAY_COMPLETED,
        ContentType.GIVEAWAY_CREATED,
        ContentType.GROUP_CHAT_CREATED,
        ContentType.LEFT_CHAT_MEMBER,
        ContentType.MANAGED_BOT_CREATED,
        ContentType.MESSAGE_AUTO_DELETE_TIMER_CHANGED,
        ContentType.MIGRATE_FROM_CHAT_ID,
        ContentType.MIGRATE_TO_CHAT_ID,
        ContentType.NEW_CHAT_MEMBERS,
        ContentType.NEW_CHAT_PHOTO,
        ContentType.NEW_CHAT_TITLE,
        ContentType.PAID_MESSAGE_PRICE_CHANGED,
        ContentType.PINNED_MESSAGE,
        ContentType.POLL_OPTION_ADDED,
        ContentType.POLL_OPTION_DELETED,
        ContentType.PROXIMITY_ALERT_TRIGGERED,
        ContentType.SUGGESTED_POST_APPROVAL_FAILED,
        ContentType.SUGGESTED_POST_APPROVED,
        ContentType.SUGGESTED_POST_DECLINED,
        ContentType.SUGGESTED_POST_PAID,
        ContentType.SUGGESTED_POST_REFUNDED,
        ContentType.SUPERGROUP_CHAT_CREATED,
        ContentType.USERS_SHARED,
        ContentType.USER_SHARED,
        ContentType.VIDEO_CHAT_ENDED,
        ContentType.VIDEO_CHAT_PARTICIPANTS_INVITED,
        ContentType.VIDEO_CHAT_SCHEDULED,
        ContentType.VIDEO_CHAT_STARTED,
        ContentType.WRITE_ACCESS_ALLOWED,
    }
)
"""What Telegram tells of the chat itself: nobody waits for an answer."""
