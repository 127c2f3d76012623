"""The server's side of TLS: its certificate, re-read when it changes, and who may connect."""

import logging
import ssl
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ServerTls", "ServerTlsContext"]

_LOG = logging.getLogger("service_runtime")


@dataclass(frozen=True, slots=True)
class ServerTls:
    """Files of a server.

    Attributes:
        certificate_file: Its certificate, followed by those in between, in PEM.
        key_file: The private key, in PEM.
        client_ca_file: Authority of client certificates; given one, clients must show theirs.
    """

    certificate_file: Path
    key_file: Path
    client_ca_file: Path | None = None


class ServerTlsContext:
    """The context of a listener; renewed certificates hold for the connections made after.

    Args:
        files: Where certificate and key are.

    Raises:
        OSError: A file cannot be read.
        ssl.SSLError: A file is not what it should be, or key and certificate do not fit.
    """

    def __init__(self, files: ServerTls) -> None:
        self._files = files
        self._seen = self._stamp()
        self.context = _new_context(files)

    def refresh(self) -> bool:
        """Re-read certificate and key if their files have changed; True when they were.

        A pair that does not fit (half a renewal) is left alone until it does.
        """
        try:
            stamp = self._stamp()
            if stamp == self._seen:
                return False
            _new_context(self._files)  # a trial that spoils nothing
            self.context.load_cert_chain(self._files.certificate_file, self._files.key_file)
        except OSError as error:  # SSLError is one
            _LOG.warning("the changed certificate is not usable yet: %s", type(error).__name__)
            return False
        self._seen = stamp
        _LOG.info("the certificate was renewed")
        return True

    def _stamp(self) -> tuple[tuple[int, int, int], ...]:
        stats = [path.stat() for path in (self._files.certificate_file, self._files.key_file)]
        return tuple((stat.st_mtime_ns, stat.st_ino, stat.st_size) for stat in stats)


def _new_context(files: ServerTls) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION
    context.set_ciphers("ECDHE+AESGCM:ECDHE+CHACHA20")  # of TLS 1.2; 1.3 has only good ones
    context.set_alpn_protocols(["http/1.1"])
    context.load_cert_chain(files.certificate_file, files.key_file)
    if files.client_ca_file is not None:
        context.load_verify_locations(files.client_ca_file)
        context.verify_mode = ssl.CERT_REQUIRED
    return context
