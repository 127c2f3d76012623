"""Telegram counts texts in UTF-16 code units."""


def length(text: str) -> int:
    """How many units a text takes."""
    return len(text) + sum(character > "\uffff" for character in text)
