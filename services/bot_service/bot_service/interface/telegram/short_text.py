"""Texts that must fit."""


def shortened(text: str, longest: int) -> str:
    """The text, cut where it is too long, with a sign that it goes on."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
