"""What the bot has told Telegram about itself."""

from dataclasses import dataclass, field

from telegram_sandbox.json_value import Json, JsonObject


@dataclass(slots=True)
class BotProfile:
    """The bot.

    Attributes:
        id: The number before the colon of its token.
        username: How people find it.
        first_name: Its name.
        commands: By scope and language; see `commands_for`.
        texts: Name, description and short description by kind and language.
        menu_button: The default one.
        last_fetch: `time.monotonic()` of its last look for updates; None before the first.
    """

    id: int
    username: str
    first_name: str
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_button: JsonObject = field(default_factory=lambda: {"type": "commands"})
    last_fetch: float | None = None

    def as_telegram(self) -> JsonObject:
        """The bot as the sender of a message."""
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.first_name,
            "username": self.username,
        }

    def commands_for(self, language: str | None) -> list[Json]:
        """The commands that a person in a private chat is shown."""
        for scope in ("all_private_chats", "default"):
            for code in (language or "", ""):
                if (scope, code) in self.commands:
                    return self.commands[scope, code]
        return []

    def text(self, kind: str, language: str) -> str:
        """A text in this language, or the one for all."""
        return self.texts.get((kind, language)) or self.texts.get((kind, "")) or ""
