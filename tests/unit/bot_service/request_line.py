"""The line of an answer by which staff find the request in the log."""

import re
from collections.abc import Iterable
from typing import Final

_LINE: Final = re.compile(r"\n+Request: (?:[0-9a-f]{8}|<code>[0-9a-f]{8}</code>)\Z")


def names_its_request(answer: str) -> bool:
    """Whether the line ends the answer."""
    return _LINE.search(answer) is not None


def without_request(answers: Iterable[str]) -> list[str]:
    """What the answers say before that line; what has none is told as it is, and so found out."""
    return [_LINE.sub("", one) if names_its_request(one) else f"unnamed: {one}" for one in answers]
