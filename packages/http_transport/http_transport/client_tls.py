"""The client's side of TLS: whom it trusts and what it shows, re-read when the files change."""

import ssl
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ClientTls", "TlsContexts"]


@dataclass(frozen=True, slots=True)
class ClientTls:
    """Files of a client.

    Attributes:
        ca_file: Certificates of the authorities that are trusted, instead of the system's.
        certificate_file: Our certificate, for servers that ask for one.
        key_file: Its private key.
    """

    ca_file: Path
    certificate_file: Path | None = None
    key_file: Path | None = None


class TlsContexts:
    """Gives each new connection a context of the present files.

    Args:
        given: Files, a ready context, or None for whom the system trusts.

    Raises:
        OSError: A file cannot be read, or (`ssl.SSLError`) is not what it should be.
    """

    def __init__(self, given: ClientTls | ssl.SSLContext | None) -> None:
        self._files = given if isinstance(given, ClientTls) else None
        self._stamp = _stamp(self._files)
        if isinstance(given, ssl.SSLContext):
            self._context = given
        else:
            self._context = _new_context(self._files)

    def current(self) -> ssl.SSLContext:
        """Return the context; the former one while changed files are not usable."""
        if self._files is not None:
            try:
                stamp = _stamp(self._files)
                if stamp != self._stamp:
                    self._context = _new_context(self._files)
                    self._stamp = stamp
            except OSError:  # SSLError is one; half a renewal
                return self._context
        return self._context


def _stamp(files: ClientTls | None) -> tuple[tuple[int, int, int], ...]:
    if files is None:
        return ()
    paths = (files.ca_file, files.certificate_file, files.key_file)
    stats = [path.stat() for path in paths if path is not None]
    return tuple((stat.st_mtime_ns, stat.st_ino, stat.st_size) for stat in stats)


def _new_context(files: ClientTls | None) -> ssl.SSLContext:
    """Return a context that checks certificate and host name."""
    authority = None if files is None else str(files.ca_file)
    context = ssl.create_default_context(cafile=authority)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if files is not None and files.certificate_file is not None:
        context.load_cert_chain(files.certificate_file, files.key_file)
    return context
