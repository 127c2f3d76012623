"""The languages: complete, compiled, and with the same gaps to fill in every text."""

import re
import string
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from aiogram.utils.i18n import gettext as _
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from bot_service.interface.telegram.translations import (
    DOMAIN,
    LANGUAGES,
    LOCALES,
    Translations,
    choose_language,
)

ROOT = Path(__file__).parents[3]
MEND = "run `make translations`"
TAG = re.compile(r"</?[a-z]+[^>]*>")


def catalogue(language: str) -> Catalog:
    """The texts of a language, as people write them."""
    path = LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def texts(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every form of a message: in English, and in the other language."""
    return _forms(message.id), _forms(message.string)


def _forms(text: object) -> tuple[str, ...]:
    if isinstance(text, tuple | list):
        return tuple(map(str, text))
    return (str(text or ""),)


def gaps(text: str) -> set[str]:
    """What is filled in."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_is_compiled(language: str) -> None:
    """The bot reads the compiled file alone."""
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    stored = LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    assert stored.read_bytes() == compiled.getvalue(), MEND


@pytest.mark.parametrize("language", LANGUAGES)
def test_holds_every_text_of_the_code_and_no_other(language: str, tmp_path: Path) -> None:
    """A text that was changed in the code alone would be shown in English."""
    template = tmp_path / "bot.pot"
    command = ["scripts/translations.sh", "--template", str(template)]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603  our own script
    with template.open("rb") as file:
        wanted = {texts(message)[0] for message in read_po(file) if message.id}
    assert {texts(message)[0] for message in catalogue(language) if message.id} == wanted, MEND


def test_nothing_is_left_untranslated() -> None:
    """English needs no translation."""
    missing = [
        message.id
        for message in catalogue("de")
        if message.id and (message.fuzzy or not all(texts(message)[1]))
    ]
    assert missing == []


def test_every_form_has_the_gaps_and_tags_of_its_text() -> None:
    """A gap too many would be an error in front of the user; so would a tag that is left open."""
    for message in catalogue("de"):
        ids, strings = texts(message)
        for form in filter(None, strings) if message.id else ():
            assert gaps(form) <= set.union(*map(gaps, ids)), message.id
            assert gaps(form) >= set.intersection(*map(gaps, ids)), message.id
            assert sorted(TAG.findall(form)) == sorted(TAG.findall(ids[-1])), message.id


@pytest.mark.parametrize(
    ("codes", "language"),
    [
        (("de",), "de"),
        (("de-AT", "en"), "de"),
        (("DE",), "de"),
        ((None, "de"), "de"),
        (("fr", "de"), "de"),
        (("fr",), "en"),
        ((), "en"),
        ((None,), "en"),
    ],
)
def test_speaks_the_first_language_that_it_knows(
    codes: tuple[str | None, ...], language: str
) -> None:
    """Else English."""
    assert choose_language(*codes) == language
    with Translations().speaking(*codes) as spoken:
        assert spoken == language


def test_a_language_ends_with_its_block() -> None:
    """Updates of people with different languages are handled at the same time."""
    translations = Translations()
    with translations.speaking("en"):
        with translations.speaking("de"):
            assert _("This order is cancelled already.") == "Diese Bestellung ist schon storniert."
        assert _("This order is cancelled already.") == "This order is cancelled already."
