"""W3C trace context by hand: parse, generate and pass on `traceparent` for a few microseconds.

The sampling decision is taken here, before any span object exists: from the sampled flag of the
incoming header when there is one, else by the configured ratio. Format: https://www.w3.org/TR/trace-context/
"""

import re
from os import urandom

__all__ = [
    "child_traceparent",
    "is_sampled",
    "is_valid_request_id",
    "is_valid_traceparent",
    "new_request_id",
    "new_traceparent",
    "trace_id_of",
]

_TRACEPARENT = re.compile(
    r"(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}"
)
_REQUEST_ID = re.compile(r"[\x21-\x7e]{1,128}")
_ODD_DIGITS = frozenset("13579bdf")
_LENGTH = 55
_RATIO_BITS = 56


def new_request_id() -> str:
    """Return a random request id of 32 hexadecimal digits."""
    return urandom(16).hex()


def is_valid_request_id(value: str) -> bool:
    """Tell whether a foreign request id is 1 to 128 visible ASCII characters."""
    return _REQUEST_ID.fullmatch(value) is not None


def is_valid_traceparent(value: str) -> bool:
    """Tell whether a header is a usable traceparent of the version 00 layout."""
    return len(value) == _LENGTH and _TRACEPARENT.fullmatch(value) is not None


def new_traceparent(sample_ratio: float) -> str:
    """Start a trace and decide its sampling.

    Args:
        sample_ratio: Share of new traces to sample, 0.0 to 1.0.
    """
    random = urandom(31)
    sampled = int.from_bytes(random[24:31]) < sample_ratio * (1 << _RATIO_BITS)
    digits = random.hex()
    # An all-zero id is invalid; a random one is so with odds of 2**-64, and the 1 settles it.
    return f"00-{digits[:31]}1-{digits[32:47]}1-{'01' if sampled else '00'}"


def child_traceparent(parent: str) -> str:
    """Return the traceparent of a new span below the parent, in the same trace."""
    return f"{parent[:36]}{urandom(8).hex()[:15]}1{parent[52:]}"


def is_sampled(traceparent: str | None) -> bool:
    """Tell whether the trace is sampled: the last bit of its flags."""
    return traceparent is not None and traceparent[-1] in _ODD_DIGITS


def trace_id_of(traceparent: str | None) -> str | None:
    """Return the 32 digits of the trace id."""
    return None if traceparent is None else traceparent[3:35]
