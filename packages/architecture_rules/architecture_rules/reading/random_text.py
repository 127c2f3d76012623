"""Tells a key that a machine made up from words, names and addresses."""

import math
import re
from collections import Counter

__all__ = ["looks_random"]

_LIKELY = re.compile(r"[A-Za-z0-9+/=_\-.:!@#$%^&*]{12,}")
_LEAST_BITS = 3.2


def looks_random(text: str) -> bool:
    """Whether it is long and mixed enough to be a secret, and no address, path or name."""
    if not _LIKELY.fullmatch(text) or "://" in text or text.startswith(("/", "urn:")):
        return False
    if text.isidentifier() and not any(each.isdigit() for each in text):
        return False
    counts = Counter(text).values()
    bits = -sum(each / len(text) * math.log2(each / len(text)) for each in counts)
    return bits >= _LEAST_BITS
