"""What can be wrong with keys and tokens."""

__all__ = ["InvalidKeysError", "InvalidTokenError"]


class InvalidKeysError(ValueError):
    """The text is no set of Ed25519 keys; the message never holds any of it."""


class InvalidTokenError(Exception):
    """The token is not one that we accept now.

    Attributes:
        reason: Why, for logs and tests; not for whoever sent it.
        expired: True when the token was good once and has expired.
    """

    def __init__(self, reason: str, *, expired: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.expired = expired
