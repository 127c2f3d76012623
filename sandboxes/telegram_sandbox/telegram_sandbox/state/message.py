"""A message in a chat: what Telegram tells the bot of it, and what the person sees."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from telegram_sandbox.json_value import Json, JsonObject
from telegram_sandbox.state.moments import as_telegram, as_text, now

KINDS: Final = (
    "text",
    "photo",
    "animation",
    "document",
    "video",
    "video_note",
    "voice",
    "audio",
    "sticker",
    "location",
    "contact",
    "dice",
    "poll",
    "venue",
    "invoice",
    "successful_payment",
)
"""Fields of Telegram's message that say what it is; the first one present decides.

An animation also bears a document, and a venue a location: those that say more come first.
"""
_BEFORE: Final = {"document": "animation", "location": "venue"}


@dataclass(slots=True)
class Message:
    """One message.

    Attributes:
        message_id: Its number, unique over all chats.
        chat_id: Where it stands.
        from_bot: Whether the bot wrote it.
        body: Telegram's fields beside number, chat, sender and dates.
        sent_at: When.
        edited_at: When it was last edited.
        edits: How often it was edited.
        alert: The last alert that answered a press of its buttons.
        toast: The last short notice that did.
        inline_message_id: Names it when it came from an inline result.
    """

    message_id: int
    chat_id: int
    from_bot: bool
    body: JsonObject
    sent_at: datetime = field(default_factory=now)
    edited_at: datetime | None = None
    edits: int = 0
    alert: str | None = None
    toast: str | None = None
    inline_message_id: str | None = None

    @property
    def kind(self) -> str:
        """What it is: text, photo, document and so on."""
        for kind in KINDS:
            if kind in self.body and _BEFORE.get(kind) not in self.body:
                return kind
        return "text"

    def edit(self, changes: JsonObject, gone: tuple[str, ...] = ()) -> None:
        """Change fields, take others away, and note that it was edited."""
        for name in gone:
            self.body.pop(name, None)
        self.body.update(changes)
        self.edits += 1
        self.edited_at = now()

    def as_telegram(self, chat: Json, sender: Json) -> JsonObject:
        """The message as the bot gets it."""
        message: JsonObject = {
            "message_id": self.message_id,
            "from": sender,
            "chat": chat,
            "date": as_telegram(self.sent_at),
            **self.body,
        }
        if self.edited_at is not None:
            message["edit_date"] = as_telegram(self.edited_at)
        markup = message.get("reply_markup")
        if not (isinstance(markup, dict) and "inline_keyboard" in markup):
            # Keyboards below the chat are no part of a message that Telegram gives back.
            message.pop("reply_markup", None)
        return message

    def as_seen(self) -> JsonObject:
        """The message as the person sees it."""
        markup = self.body.get("reply_markup")
        buttons = markup.get("inline_keyboard", []) if isinstance(markup, dict) else []
        return {
            "message_id": self.message_id,
            "chat_id": self.chat_id,
            "from_bot": self.from_bot,
            "kind": self.kind,
            "text": self.body.get("text"),
            "caption": self.body.get("caption"),
            "entities": self.body.get("entities") or self.body.get("caption_entities") or [],
            "buttons": buttons,
            "reply_markup": markup,
            "reply_to": _reply_to(self.body),
            "edits": self.edits,
            "sent_at": as_text(self.sent_at),
            "edited_at": as_text(self.edited_at),
            "alert": self.alert,
            "toast": self.toast,
            "media_group_id": self.body.get("media_group_id"),
            "via_bot": "via_bot" in self.body,
            "content": None if self.kind == "text" else self.body.get(self.kind),
            **_addresses(self.kind, self.body),
        }


def _reply_to(body: JsonObject) -> Json:
    original = body.get("reply_to_message")
    return original.get("message_id") if isinstance(original, dict) else None


def _addresses(kind: str, body: JsonObject) -> JsonObject:
    content = body.get(kind)
    if isinstance(content, list) and content:
        content = content[-1]
    if not isinstance(content, dict) or not isinstance(content.get("file_id"), str):
        return {}
    address = f"/sandbox/files/{content['file_id']}"
    return {"file_url": address, **({"photo_url": address} if kind == "photo" else {})}
