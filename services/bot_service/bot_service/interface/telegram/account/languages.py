"""The languages that the bot speaks."""

from enum import StrEnum


class Language(StrEnum):
    """A language; `label` is its name in itself."""

    ENGLISH = "en"
    GERMAN = "de"

    @property
    def label(self) -> str:
        """Its name in itself, with a flag."""
        return {"en": "🇬🇧 English", "de": "🇩🇪 Deutsch"}[self.value]
