"""Names as the house writes them, and the forms of one that templates need."""

import keyword
import re
from typing import Final

from scaffolding.errors import CannotGenerate

__all__ = ["article", "checked_name", "class_name", "plural_of", "words"]

_LONGEST: Final = 40
_SNAKE_CASE: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_VOWELS: Final = "aeiou"
_HISSING: Final = ("s", "x", "z", "ch", "sh")


def checked_name(name: str, what: str) -> str:
    """Return the name when it is one.

    Args:
        name: As it was typed.
        what: What is to be called so, for the message.

    Raises:
        CannotGenerate: It is not snake_case, too long or a word of Python's own.
    """
    if not _SNAKE_CASE.fullmatch(name):
        raise CannotGenerate(
            f"{name!r} cannot name {article(what)} {what}: use small letters, digits and single"
            " underscores, as in wish_list"
        )
    if len(name) > _LONGEST:
        raise CannotGenerate(f"{name!r} is longer than {_LONGEST} letters: say it shorter")
    if keyword.iskeyword(name) or keyword.issoftkeyword(name):
        raise CannotGenerate(f"{name!r} is a word of Python's own: choose another")
    return name


def class_name(name: str) -> str:
    """`wish_list` as `WishList`."""
    return "".join(part.capitalize() for part in name.split("_"))


def words(name: str) -> str:
    """`wish_list` as `wish list`."""
    return name.replace("_", " ")


def article(name: str) -> str:
    """`a` or `an`."""
    return "an" if name[0] in _VOWELS else "a"


def plural_of(name: str) -> str:
    """The usual English plural: wish to wishes, category to categories."""
    if name.endswith("y") and name[-2:-1] not in (*_VOWELS, ""):
        return f"{name[:-1]}ies"
    return f"{name}es" if name.endswith(_HISSING) else f"{name}s"
