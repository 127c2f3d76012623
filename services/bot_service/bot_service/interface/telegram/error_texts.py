"""What a person reads when something could not be done: every error in the user's words.

Keys are the codes of the errors; a test walks the hexagon and finds none missing. What is our fault
bears the request id, so that support can look it up.
"""

from collections.abc import Callable
from typing import Final

from aiogram.utils.i18n import gettext as _
from business_hexagon.application.errors import ApplicationError, InsufficientStock
from business_hexagon.domain.errors import DomainError, InvalidValue

type KnownError = DomainError | ApplicationError

_SENTENCES: Final[dict[str, Callable[[], str]]] = {}
"""By code; filled in `error_sentences.py`."""


def sentence_of(error: Exception, request_id: str) -> str:
    """What to tell the person.

    Args:
        error: Any error; one that we do not know is our fault.
        request_id: Of the update.
    """
    del request_id
    if isinstance(error, InsufficientStock):
        return _("There are not enough pieces left. Please choose fewer.")
    if isinstance(error, InvalidValue):
        return _("That does not work: {reason}.").format(reason=error.reason)
    return _("Something went wrong on our side.")
