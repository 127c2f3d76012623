"""Every error of the hexagon has its sentence, or is known to be our fault."""

import importlib
import pkgutil
from collections.abc import Iterator

import business_hexagon
import pytest
from bot_service.interface.telegram.error_texts import (
    HINTS,
    OUR_FAULT,
    SENTENCES,
    apology,
    reference,
    sentence_of,
)
from bot_service.interface.telegram.translations import LANGUAGES, Translations
from business_hexagon.application.errors import ApplicationError, StorageUnavailable
from business_hexagon.domain.errors import DomainError

REQUEST = "0123abcd" * 4
ABSTRACT = {"application_error", "domain_error", "retryable_error"}

type ErrorKind = type[DomainError | ApplicationError]


def _classes(*kinds: ErrorKind) -> Iterator[ErrorKind]:
    for kind in kinds:
        yield kind
        yield from _classes(*kind.__subclasses__())


def test_every_code_of_the_hexagon_is_known_and_no_other_is() -> None:
    """A new error without a sentence would be told as a fault of ours."""
    for module in pkgutil.walk_packages(business_hexagon.__path__, "business_hexagon."):
        importlib.import_module(module.name)
    codes = {kind.code for kind in _classes(DomainError, ApplicationError)} - ABSTRACT
    assert codes == OUR_FAULT | set(SENTENCES)
    assert OUR_FAULT.isdisjoint(SENTENCES)


def test_every_sentence_is_one_in_every_language() -> None:
    """And fits into an alert, with the name of its request."""
    for language in LANGUAGES:
        with Translations().speaking(language):
            sentences = [sentence() for sentence in SENTENCES.values()]
            longest = 200 - len(f"\n{reference(REQUEST)}")
            assert len(apology(REQUEST)) <= 200
        assert all(sentence and len(sentence) <= longest for sentence in sentences)


def test_a_fault_of_ours_names_the_request() -> None:
    """Whatever it is."""
    with Translations().speaking("en"):
        for error in (ValueError("secret"), StorageUnavailable("redis", "away")):
            told = sentence_of(error, REQUEST)
            assert told.endswith("name this request: 0123abcd")
            assert "secret" not in told


@pytest.mark.parametrize(("language", "word"), [("en", "Request"), ("de", "Anfrage")])
def test_every_refusal_names_the_request_and_no_hint_does(language: str, word: str) -> None:
    """By the beginning of its id: that can be typed, and looked for in the log."""
    assert set(SENTENCES) > HINTS
    for kind in _classes(DomainError, ApplicationError):
        if kind.code in SENTENCES:
            error = kind.__new__(kind)
            with Translations().speaking(language):
                told = sentence_of(error, REQUEST)
            assert told.endswith(f"\n{word}: 0123abcd") == (kind.code not in HINTS), kind
