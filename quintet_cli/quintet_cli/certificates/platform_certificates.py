"""The certificates of a data folder: one for each process, renewed before they expire."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from cryptography import x509
from http_transport import ClientTls

from quintet_cli.certificates.certificate_authority import AUTHORITY_FILE, CertificateAuthority
from quintet_cli.expected_errors import ExpectedError
from quintet_cli.supervision.process_catalogue import PROCESSES

COMMAND_LINE: Final = "quintet_cli"
_LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
_RENEW_BEFORE: Final = timedelta(days=30)


class CertificateError(ExpectedError):
    """The certificates of the data folder cannot be used."""


class CertificateFiles(NamedTuple):
    """Files of one process.

    Attributes:
        name: The process.
        certificate: Its certificate.
        key: Its private key.
        expires_at: When the certificate ends, UTC.
        is_new: Whether it was made just now.
    """

    name: str
    certificate: Path
    key: Path
    expires_at: datetime
    is_new: bool


def certificates_folder(data_root: Path) -> Path:
    """Where a data folder keeps them."""
    return data_root / "certificates"


def ensure_certificates(
    data_root: Path, *, hosts: tuple[str, ...] = (), renew: bool = False
) -> tuple[CertificateAuthority, list[CertificateFiles]]:
    """Make what is missing or about to expire.

    Args:
        data_root: The data folder.
        hosts: Further names and addresses that the processes are reached by.
        renew: Make all certificates anew; the authority stays.

    Raises:
        CertificateError: The authority's files are not usable.
    """
    try:
        authority = CertificateAuthority.open_or_make(certificates_folder(data_root))
    except (ValueError, OSError) as error:
        raise CertificateError(f"the certificate authority is not usable: {error}") from error
    names = [*(each.name for each in PROCESSES), COMMAND_LINE]
    files = []
    for name in names:
        folder = certificates_folder(data_root)
        certificate, key = folder / f"{name}.pem", folder / f"{name}_key.pem"
        is_new = (
            renew or bool(hosts) or _ends_soon(certificate) or not authority.made(certificate, key)
        )
        if is_new:
            certificate, key = authority.issue(name, (*_LOOPBACK, *hosts))
        files.append(CertificateFiles(name, certificate, key, _end_of(certificate), is_new))
    return authority, files


def tls_files(data_root: Path, name: str) -> ClientTls:
    """Return the files of one process, whether or not they exist.

    Args:
        data_root: The data folder.
        name: The process, or `COMMAND_LINE`.
    """
    folder = certificates_folder(data_root)
    return ClientTls(folder / AUTHORITY_FILE, folder / f"{name}.pem", folder / f"{name}_key.pem")


def _ends_soon(certificate: Path) -> bool:
    try:
        return _end_of(certificate) - datetime.now(UTC) < _RENEW_BEFORE
    except (OSError, ValueError):
        return True


def _end_of(certificate: Path) -> datetime:
    return x509.load_pem_x509_certificate(certificate.read_bytes()).not_valid_after_utc
