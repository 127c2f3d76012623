"""Asks the issuer of access tokens for its public keys, and keeps them while it is away."""

import asyncio
import logging
from collections.abc import Callable
from time import monotonic
from typing import Final

from http_transport import HttpClient, TransportError
from signed_tokens import InvalidKeysError, PublishedKeys

__all__ = ["JWKS_PATH", "IssuerKeys"]

JWKS_PATH: Final = "/.well-known/jwks.json"
_LOG: Final = logging.getLogger("security_tokens")
_OK: Final = 200


class IssuerKeys:
    """Keys of another service's access tokens, asked for when a token shows one that is unknown.

    Keys rotate without a word to us: the first token of a new key makes us ask. Strangers cannot
    make us ask often.

    Args:
        client: The way to the issuer; whoever made it closes it.
        keys: What a verifier verifies with.
        fresh_seconds: After this time keys are asked for again, so that one that was taken back
            stops counting.
        least_pause_seconds: Time between two questions, at least.
        seconds: A clock that never goes back.
    """

    def __init__(
        self,
        client: HttpClient,
        keys: PublishedKeys,
        *,
        fresh_seconds: float = 300.0,
        least_pause_seconds: float = 5.0,
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        self._client = client
        self._keys = keys
        self._fresh = fresh_seconds
        self._pause = least_pause_seconds
        self._seconds = seconds
        self._asked_at: float | None = None
        self._asking = asyncio.Lock()

    @property
    def is_ready(self) -> bool:
        """Whether there is a key to verify with."""
        return not self._keys.is_empty

    async def ensure_fresh(self) -> None:
        """Ask when the keys are old, or none has arrived; costs nothing otherwise."""
        if self._keys.is_empty or self._age() > self._fresh:
            await self.look_again()

    async def look_again(self) -> bool:
        """Ask, unless that was done a moment ago; returns whether there are other keys now.

        The keys before stay when the issuer is away or answers nonsense.
        """
        before = self._keys.generation
        async with self._asking:
            if self._keys.generation == before and self._age() > self._pause:
                await self._ask()
        return self._keys.generation != before

    def _age(self) -> float:
        return float("inf") if self._asked_at is None else self._seconds() - self._asked_at

    async def _ask(self) -> None:
        self._asked_at = self._seconds()
        try:
            answer = await self._client.request("GET", JWKS_PATH)
            if answer.status != _OK:
                _LOG.warning("the issuer answers with %d when asked for its keys", answer.status)
                return
            self._keys.replace(answer.body.decode())
        except (TransportError, InvalidKeysError, UnicodeDecodeError) as error:
            _LOG.warning("the issuer's keys cannot be had: %s", type(error).__name__)
