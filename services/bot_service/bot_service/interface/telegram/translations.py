"""The languages of the bot: gettext files in `bot_service/locales`.

Texts are written in English where they are used, `_("Hello, {name}!").format(name=name)`, with
`from aiogram.utils.i18n import gettext as _` (and `ngettext`); `make translations` collects and
compiles them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from aiogram.utils.i18n import I18n

LOCALES: Final = Path(__file__).parents[2] / "locales"
DOMAIN: Final = "bot"
ENGLISH: Final = "en"
GERMAN: Final = "de"
LANGUAGES: Final = (ENGLISH, GERMAN)


class Translations:
    """Speaks the languages of the bot; reads the compiled files once."""

    def __init__(self) -> None:
        self._i18n = I18n(path=LOCALES, default_locale=ENGLISH, domain=DOMAIN)

    @contextmanager
    def speaking(self, *languages: str | None) -> Iterator[str]:
        """Lets `_` speak the first of these languages that we know, else English.

        Args:
            languages: Codes such as `de` or `de-AT`, the most wanted first; none is skipped.

        Yields:
            The language that is spoken.
        """
        language = choose_language(*languages)
        with self._i18n.context(), self._i18n.use_locale(language):
            yield language


def choose_language(*languages: str | None) -> str:
    """The first of these languages that we know, else English."""
    for code in languages:
        language = (code or "").partition("-")[0].lower()
        if language in LANGUAGES:
            return language
    return ENGLISH
