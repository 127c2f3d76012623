"""Measure how deeply JSON text is nested, without parsing it, at the speed of C."""

import re

__all__ = ["exceeds_depth"]

_STRING = re.compile(rb'"[^"]*"')
_BRACES_AS_BRACKETS = bytes.maketrans(b"{}", b"[]")
_ALL_BUT_STRUCTURE = bytes(byte for byte in range(256) if byte not in b'{}[]"')


def exceeds_depth(text: bytes, limit: int) -> bool:
    """Tell whether objects and arrays are nested more than `limit` levels deep.

    Malformed text gives some answer and never an error: the parser will say what is wrong.

    Args:
        text: JSON in UTF-8.
        limit: Deepest nesting that is still fine; `[]` has depth 1.
    """
    if text.count(b"{") + text.count(b"[") <= limit:
        return False
    if b"\\" in text:
        text = text.replace(b"\\\\", b"").replace(b'\\"', b"")
    # Removing two neighbouring quotes never changes what lies inside strings and what outside.
    skeleton = text.translate(_BRACES_AS_BRACKETS, _ALL_BUT_STRUCTURE).replace(b'""', b"")
    if b'"' in skeleton:
        skeleton = _STRING.sub(b"", skeleton)
    for _ in range(limit):
        peeled = skeleton.replace(b"[]", b"")  # exactly one level
        if len(peeled) == len(skeleton):
            return False  # flat by now, or unbalanced, which is the parser's business
        skeleton = peeled
    return bool(skeleton)
