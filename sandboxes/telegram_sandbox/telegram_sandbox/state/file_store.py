"""Files that people and the bot have sent; the oldest go when there is no room."""

import hashlib
import mimetypes
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from telegram_sandbox.state.api_error import bad_request

_MOST_BYTES: Final = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file, with the name under which it can be fetched and sent again."""

    file_id: str
    file_name: str
    media_type: str
    content: bytes

    @property
    def unique_id(self) -> str:
        """The same for the same content, whoever sends it."""
        return hashlib.sha256(self.content).hexdigest()[:16]

    @property
    def path(self) -> str:
        """Where a bot downloads it."""
        suffix = mimetypes.guess_extension(self.media_type) or ".bin"
        return f"files/{self.file_id}{suffix}"


class FileStore:
    """Files by their id, at most 256 MiB together."""

    def __init__(self) -> None:
        self._files: OrderedDict[str, StoredFile] = OrderedDict()
        self._bytes = 0

    def add(self, content: bytes, file_name: str, media_type: str) -> StoredFile:
        """Keep a file."""
        stored = StoredFile(f"file_{uuid4().hex}", file_name, media_type, content)
        self._files[stored.file_id] = stored
        self._bytes += len(content)
        while self._bytes > _MOST_BYTES:
            _, oldest = self._files.popitem(last=False)
            self._bytes -= len(oldest.content)
        return stored

    def find(self, file_id: str) -> StoredFile | None:
        """Return a file, None when it was never there or has gone."""
        return self._files.get(file_id)

    def need(self, file_id: str) -> StoredFile:
        """Return a file that a call names.

        Raises:
            ApiError: There is none.
        """
        stored = self._files.get(file_id)
        if stored is None:
            if file_id.startswith(("http://", "https://")):
                raise bad_request("failed to get HTTP URL content")
            raise bad_request("wrong file identifier/HTTP URL specified")
        return stored

    def clear(self) -> None:
        """Forget all files."""
        self._files.clear()
        self._bytes = 0
