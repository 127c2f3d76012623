"""Access tokens between two calls: logging in anew each time would soon be too often."""

import os
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ValidationError

__all__ = ["KeptTokens"]

_FILE: Final = "call_tokens.json"


class _Kept(BaseModel):
    tokens: dict[str, str] = {}


class KeptTokens:
    """Tokens by the address of their user, in a file that only its owner can read.

    Args:
        data_folder: Of the platform that gave them.
    """

    def __init__(self, data_folder: Path) -> None:
        self._path = data_folder / _FILE

    def of(self, email: str) -> str | None:
        """Return the token of a user; it may have run out."""
        return self._read().tokens.get(email)

    def keep(self, email: str, token: str) -> None:
        """Keep the token of a user, in place of an older one."""
        kept = self._read()
        kept.tokens[email] = token
        fresh = self._path.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(kept.model_dump_json())
        fresh.replace(self._path)

    def _read(self) -> _Kept:
        try:
            return _Kept.model_validate_json(self._path.read_bytes())
        except (OSError, ValidationError):
            return _Kept()
