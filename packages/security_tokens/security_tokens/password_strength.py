"""How soon somebody would guess a password."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from zxcvbn import zxcvbn  # type: ignore[import-untyped]  # its stubs would be one more dependency

__all__ = ["ZxcvbnPasswordStrength"]

_STRONG = 3
_MOST_CHARACTERS = 100
"""What zxcvbn looks at: its time grows with the square of the length, and a longer password that
is guessable in its first hundred characters does not exist for long."""


class ZxcvbnPasswordStrength:
    """Implements the port `PasswordStrength`.

    Args:
        threads: Most passwords judged at the same time.
    """

    def __init__(self, *, threads: int = 1) -> None:
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="password_strength")

    async def is_strong(self, password: str, personal: Sequence[str]) -> bool:
        """Tell whether its score is at least 3 of 4: safely unguessable for online attacks."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, _is_strong, password, tuple(personal))

    def close(self) -> None:
        """Let the thread end once it has finished what it is at."""
        self._executor.shutdown(wait=False, cancel_futures=True)


def _is_strong(password: str, personal: tuple[str, ...]) -> bool:
    words = [word for text in personal for word in (text, *text.replace("@", " ").split())]
    score = zxcvbn(password[:_MOST_CHARACTERS], user_inputs=words, max_length=_MOST_CHARACTERS)[
        "score"
    ]
    return bool(score >= _STRONG)
