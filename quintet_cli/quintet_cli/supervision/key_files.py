"""The signing keys of one installation, each in a private file that its process reads.

Keys rotate in place: a process looks at its file again by itself, so nothing is restarted.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ValidationError
from signed_tokens import (
    SERVICE_TOKEN_LIFETIME,
    PrivateKeySet,
    PrivateWebKey,
    PublicKeySet,
    PublicWebKey,
    ServiceTokenIssuer,
    SigningKeys,
    new_private_key,
)
from signed_tokens.key_source import KeySource

from quintet_cli.expected_errors import ExpectedError
from quintet_cli.servers.exclusive_lock import try_lock
from quintet_cli.supervision.process_catalogue import BUSINESS_SERVICES, DATA_SERVICES

CLI: Final = "quintet_cli"
CALLERS: Final = (*BUSINESS_SERVICES, CLI)
_ACCESS: Final = "access"
type Announcement = Callable[[Sequence[str], Sequence[str]], None]
"""Hears which keys are about to sign and which to verify nothing more; raises to prevent it."""
type HeaderSource = Callable[[], tuple[tuple[bytes, bytes], ...]]
_ACCESS_TOKEN_LIFETIME: Final = timedelta(minutes=10)
_CLOCKS: Final = timedelta(minutes=2)
"""By how much the clocks of those who verify may lag."""


class KeyFileError(ExpectedError):
    """A key file cannot be read, or somebody else is changing the keys."""


class KeyFiles:
    """All key files of a data folder.

    Args:
        folder: Where they are; made when it is missing.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def public_file(self) -> Path:
        """What the data services read."""
        return self.folder / "service_public_keys.json"

    @property
    def access_file(self) -> Path:
        """What signs the access tokens."""
        return self.folder / "token_signing_keys.json"

    @property
    def signing_key(self) -> str:
        """Id of the key that signs access tokens now."""
        return _private(self.access_file).keys[0].kid

    def file_of(self, caller: str) -> Path:
        """What one caller of the data services signs with."""
        return self.folder / f"{caller}.json"

    def ensure(self) -> None:
        """Make whatever does not exist yet; keys that exist are kept.

        Raises:
            KeyFileError: A file is no key set.
        """
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.folder.chmod(0o700)
        for owner, file in self._signers():
            if not file.exists():
                _write(file, PrivateKeySet(keys=[new_private_key(owner)]))
        known = self._published()
        missing = [
            key.public()
            for caller in CALLERS
            for key in _private(self.file_of(caller)).keys
            if key.kid not in {each.kid for each in known}
        ]
        if missing or not self.public_file.exists():
            _write(self.public_file, PublicKeySet(keys=[*missing, *known]))

    def rotate(
        self, now: datetime | None = None, *, announce: Announcement | None = None
    ) -> list[str]:
        """Put a new key in front everywhere; nothing that was signed is refused meanwhile.

        The new public keys are published first, then processes sign with them. Keys that can have
        signed nothing that is still valid are dropped.

        Args:
            now: The present moment, UTC.
            announce: Called before any file is changed.

        Returns:
            The ids of the new keys, that of the access tokens first.

        Raises:
            KeyFileError: A file is no key set, or another rotation is under way.
        """
        with self._alone():
            return self._rotate(now or datetime.now(UTC), announce)

    def prune(
        self, now: datetime | None = None, *, announce: Announcement | None = None
    ) -> list[str]:
        """Drop the keys that can have signed nothing that is still valid, as a rotation does too.

        A key that was stolen verifies what the thief signs until it is dropped: so rotate, wait
        until the last honest token has expired, and prune.

        Args:
            now: The present moment, UTC.
            announce: Called before any file is changed, if one is.

        Returns:
            The ids of the keys that were dropped.

        Raises:
            KeyFileError: A file is no key set, or a rotation is under way.
        """
        with self._alone():
            moment = now or datetime.now(UTC)
            published, access = self._published(), _private(self.access_file).keys
            kept, kept_access = self._needed_publicly(moment), self._needed_access(moment)
            left = {key.kid for key in (*kept, *kept_access)}
            dropped = [key.kid for key in (*access, *published) if key.kid not in left]
            if dropped and announce is not None:
                announce([access[0].kid], dropped)
            _write(self.public_file, PublicKeySet(keys=kept))
            _write(self.access_file, PrivateKeySet(keys=kept_access))
        return dropped

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.ensure()
        lock = try_lock(self.folder / "rotation.lock")
        if lock is None:
            raise KeyFileError("another rotation is under way")
        try:
            yield
        finally:
            os.close(lock)

    def _rotate(self, now: datetime, announce: Announcement | None) -> list[str]:
        new = {caller: new_private_key(caller, now) for caller in CALLERS}
        access = new_private_key(_ACCESS, now)
        made = [access.kid, *(key.kid for key in new.values())]
        kept, kept_access = self._needed_publicly(now), self._needed_access(now)
        if announce is not None:
            announce(made, [])
        _write(
            self.public_file, PublicKeySet(keys=[*(key.public() for key in new.values()), *kept])
        )
        for caller, key in new.items():
            _write(self.file_of(caller), PrivateKeySet(keys=[key]))
        _write(self.access_file, PrivateKeySet(keys=[access, *kept_access]))
        return made

    def _needed_publicly(self, now: datetime) -> list[PublicWebKey]:
        present = {_private(self.file_of(caller)).keys[0].kid for caller in CALLERS}
        # A replaced key signs until the next rotation, so its age says when it was replaced.
        return _still_needed(self._published(), present, now, SERVICE_TOKEN_LIFETIME)

    def _needed_access(self, now: datetime) -> list[PrivateWebKey]:
        keys = _private(self.access_file).keys
        public = [key.public() for key in keys]
        needed = _still_needed(public, {keys[0].kid}, now, _ACCESS_TOKEN_LIFETIME)
        wanted = {key.kid for key in needed}
        return [key for key in keys if key.kid in wanted]

    def variables_of(self, process: str) -> dict[str, str]:
        """Return the variables that name a process's own key files, and no other's."""
        found: dict[str, str] = {}
        if process in CALLERS:
            found["SERVICE_SIGNING_KEY_FILE"] = str(self.file_of(process))
        if process in DATA_SERVICES:
            found["SERVICE_PUBLIC_KEYS_FILE"] = str(self.public_file)
        if process == "api_service":
            found["TOKEN_SIGNING_KEYS_FILE"] = str(self.access_file)
        return found

    def identity(self, caller: str = CLI) -> ServiceTokenIssuer:
        """Return what a command of ours shows the data services.

        Raises:
            KeyFileError: There is no key.
        """
        try:
            return ServiceTokenIssuer(caller, SigningKeys(KeySource(file=self.file_of(caller))))
        except (OSError, ValueError) as error:
            raise KeyFileError(f"no key in {self.file_of(caller)}: run `quintet up`") from error

    def header_source(self, process: str) -> HeaderSource | None:
        """Return what tells a data service that the command line asks; None for other processes.

        Raises:
            KeyFileError: There is no key.
        """
        if process not in DATA_SERVICES:
            return None
        identity = self.identity()
        return lambda: (identity.header_for(process),)

    def _signers(self) -> list[tuple[str, Path]]:
        return [(_ACCESS, self.access_file), *((name, self.file_of(name)) for name in CALLERS)]

    def _published(self) -> list[PublicWebKey]:
        if not self.public_file.exists():
            return []
        return _read(self.public_file, PublicKeySet).keys


def _still_needed(
    keys: list[PublicWebKey], signing: set[str], now: datetime, lifetime: timedelta
) -> list[PublicWebKey]:
    """Return the keys that sign now, and those replaced so lately that their tokens still live.

    A key is replaced when the next one of its owner is made.
    """
    limit = now - lifetime - _CLOCKS
    kept: list[PublicWebKey] = []
    for key in keys:
        later = [
            other.made_at
            for other in keys
            if other.owner == key.owner
            and other.made_at is not None
            and (key.made_at is None or other.made_at > key.made_at)
        ]
        if key.kid in signing or not later or min(later) > limit:
            kept.append(key)
    return kept


def _private(file: Path) -> PrivateKeySet:
    return _read(file, PrivateKeySet)


def _read[Model: BaseModel](file: Path, model: type[Model]) -> Model:
    try:
        return model.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as error:
        # Without the cause, which may hold a part of the file.
        raise KeyFileError(f"{file} holds no keys: {type(error).__name__}") from None


def _write(file: Path, keys: BaseModel) -> None:
    """Replace a file in one step: a process reads the keys before or those after."""
    partial = file.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf_8") as opened:
        opened.write(keys.model_dump_json(indent=1))
    partial.replace(file)
