"""Public keys that their owner publishes, handed in whenever somebody has asked for them."""

from typing import override

from signed_tokens.public_keys import PublicKeys

__all__ = ["PublishedKeys"]


class PublishedKeys(PublicKeys):
    """The keys of a public JWKS that arrives later, and again; none at first."""

    def __init__(self) -> None:
        self._public = {}
        self.generation = 0

    @property
    def is_empty(self) -> bool:
        """Whether none has arrived yet."""
        return not self._public

    def replace(self, text: str) -> None:
        """Take these keys in place of those before.

        Args:
            text: A public JWKS.

        Raises:
            InvalidKeysError: It is none; the keys before stay.
        """
        found = self._load(text)
        if found.keys() != self._public.keys():
            self._public = found
            self.generation += 1

    @override
    def refresh(self) -> bool:
        """Tell that nothing is new: whoever asks the owner calls `replace`."""
        return False
