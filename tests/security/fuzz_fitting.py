"""Small changes to generated requests, so that they say what their schema means."""

from collections.abc import MutableMapping
from typing import Final

_LONG_POLL: Final = "/outbox/claims"
_LONGEST_WAIT: Final = 30
_SHORT_WAIT: Final = 0.01
"""A poll of seconds shows nothing that one of milliseconds does not."""

_UNKNOWN_ID: Final = "00000000-0000-6000-8000-000000000000"
_EXAMPLE_KEY: Final = "0b7c1f0e9d8a4c6bb1a2c3d4e5f60718"


class FuzzFitting:
    """Changes what a generator gets wrong about the wire and not about the service.

    Args:
        protected: Values in paths that are replaced, so that the fuzzing does not end itself.
    """

    def __init__(self, protected: frozenset[str] = frozenset()) -> None:
        self._protected = protected
        self._keys = 0

    def path(self, values: MutableMapping[str, object]) -> None:
        """Replace what is protected by something unknown."""
        for name, value in values.items():
            if str(value) in self._protected:
                values[name] = _UNKNOWN_ID

    def body(self, path: str, body: object) -> None:
        """Write whole numbers in a JSON body as such, and shorten long polls.

        To a JSON schema 3.0 is an integer; our services want it written `3`.
        """
        _write_whole_numbers(body)
        if isinstance(body, dict):
            # Where there is such a field, its default is long as well.
            wait = body.get("wait_seconds", _LONGEST_WAIT if path == _LONG_POLL else None)
            if type(wait) in {int, float} and 0 < float(str(wait)) <= _LONGEST_WAIT:
                body["wait_seconds"] = _SHORT_WAIT

    def idempotency_key(self, key: str) -> str:
        """Return another key for each request that comes with the document's example."""
        if key != _EXAMPLE_KEY:
            return key
        self._keys += 1
        return f"{self._keys:032x}"


def _write_whole_numbers(value: object) -> None:
    if isinstance(value, dict):
        for name, each in value.items():
            if isinstance(each, float) and each.is_integer():
                value[name] = int(each)
            _write_whole_numbers(each)
    elif isinstance(value, list):
        for place, each in enumerate(value):
            if isinstance(each, float) and each.is_integer():
                value[place] = int(each)
            _write_whole_numbers(each)
