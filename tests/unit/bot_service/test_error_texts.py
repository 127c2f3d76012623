"""Every error of the hexagon has its sentence, or is known to be our fault."""

import importlib
import pkgutil
from collections.abc import Iterator

import business_hexagon
from bot_service.interface.telegram.error_texts import OUR_FAULT, SENTENCES, sentence_of
from bot_service.interface.telegram.translations import LANGUAGES, Translations
from business_hexagon.application.errors import ApplicationError, NotFound, StorageUnavailable
from business_hexagon.domain.errors import DomainError

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
    """And fits into an alert."""
    for language in LANGUAGES:
        with Translations().speaking(language):
            sentences = [sentence() for sentence in SENTENCES.values()]
        assert all(sentence and len(sentence) <= 200 for sentence in sentences)


def test_a_fault_of_ours_names_the_request() -> None:
    """Whatever it is; what people can mend does not."""
    with Translations().speaking("en"):
        assert "request_1" in sentence_of(ValueError("secret"), "request_1")
        assert "secret" not in sentence_of(ValueError("secret"), "request_1")
        assert "request_1" in sentence_of(StorageUnavailable("redis", "away"), "request_1")
        assert "request_1" not in sentence_of(NotFound("order", "1"), "request_1")
