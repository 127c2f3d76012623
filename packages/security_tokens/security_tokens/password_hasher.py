"""Password hashes with argon2id, off the event loop."""

import asyncio
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

from argon2.exceptions import InvalidHashError
from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

__all__ = ["Argon2PasswordHasher"]


class Argon2PasswordHasher:
    """Implements the port `PasswordHasher`.

    A hash takes tens of milliseconds and 64 MiB by design; a few threads of our own bound how
    many are computed at once, also when the requests that asked for them have been cancelled.

    Args:
        threads: Most hashes computed at the same time.
        memory_kib: Memory of one hash, in KiB; lower it in tests only.
        rounds: Passes over that memory.
    """

    def __init__(self, *, threads: int = 2, memory_kib: int = 65_536, rounds: int = 3) -> None:
        self._hasher = Argon2Hasher(time_cost=rounds, memory_cost=memory_kib)
        self._hash = PasswordHash((self._hasher,))
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="password_hasher")

    async def hash(self, password: str) -> str:
        """Return a salted hash with its parameters."""
        return await self._in_thread(lambda: self._hash.hash(_canonical(password)))

    async def verify(self, password: str, password_hash: str | None) -> bool:
        """Tell whether the password is the right one; takes as long when there is no hash."""
        return await self._in_thread(lambda: self._verify(password, password_hash))

    def needs_rehash(self, password_hash: str) -> bool:
        """Tell whether the hash was made with other parameters than today's."""
        try:
            return self._hasher.check_needs_rehash(password_hash)
        except InvalidHashError:
            return True

    def close(self) -> None:
        """Let the threads end once they have finished what they are at."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _verify(self, password: str, password_hash: str | None) -> bool:
        try:
            right = self._hash.verify(_canonical(password), password_hash or self._dummy)
        except UnknownHashError:
            self._hash.verify(_canonical(password), self._dummy)
            return False
        return right and password_hash is not None

    @cached_property
    def _dummy(self) -> str:
        """Hash of nobody's password, so that unknown users cost the same time."""
        return self._hash.hash("nobody has this password")

    async def _in_thread[Value](self, work: Callable[[], Value]) -> Value:
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)


def _canonical(password: str) -> bytes:
    """Return the same bytes however a keyboard composes the same characters (NIST SP 800-63B)."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
