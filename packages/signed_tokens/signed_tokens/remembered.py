"""Verified tokens, so that the next request with the same one costs a look-up."""

from collections import OrderedDict

from signed_tokens.verification_keys import VerificationKeys

__all__ = ["Remembered"]


class Remembered[Token: (str, bytes), Claims]:
    """The tokens used last, forgotten as soon as the keys are replaced.

    Args:
        keys: Those that the tokens were verified with.
        most: How many are remembered.
    """

    def __init__(self, keys: VerificationKeys, most: int) -> None:
        self._keys = keys
        self._most = most
        self._generation = keys.generation
        self._known: OrderedDict[Token, Claims] = OrderedDict()

    def __len__(self) -> int:
        return len(self._known)

    def get(self, token: Token) -> Claims | None:
        """Return what a remembered token says, None for any other."""
        claims = self._known.get(token)
        if claims is not None and self._generation == self._keys.generation:
            self._known.move_to_end(token)
            return claims
        # Whoever comes with a new token makes us look whether its key, or another's, was removed.
        self._keys.refresh()
        if self._generation != self._keys.generation:
            self._generation = self._keys.generation
            self._known.clear()
        return None

    def put(self, token: Token, claims: Claims) -> None:
        """Remember a token that was just verified."""
        self._known[token] = claims
        if len(self._known) > self._most:
            self._known.popitem(last=False)

    def drop(self, token: Token) -> None:
        """Forget a token."""
        self._known.pop(token, None)
