"""Passwords and keys of one installation, made once and kept private."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """Random values made when a data folder is first used; all are hexadecimal."""

    postgres_admin_password: str
    postgres_password: str
    mongodb_admin_password: str
    mongodb_password: str
    mongodb_key: str
    redis_password: str
    rabbitmq_password: str
    erlang_cookie: str
    one_time_key: str
    payment_callback_secret: str
    admin_password: str
    telegram_sandbox_key: str

    @classmethod
    def load_or_make(cls, path: Path) -> Self:
        """Read the secrets, making those that do not exist yet.

        Args:
            path: The private file (mode 0600).

        Returns:
            All secrets.
        """
        known: dict[str, str] = {}
        if path.exists():
            known = {str(key): str(value) for key, value in json.loads(path.read_text()).items()}
        made = cls(
            **{each.name: known.get(each.name) or secrets.token_hex(24) for each in fields(cls)}
        )
        if known != asdict(made):
            partial = path.with_suffix(".partial")
            partial.unlink(missing_ok=True)
            descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf_8") as file:
                json.dump(asdict(made), file, indent=1)
            partial.replace(path)
        return made
