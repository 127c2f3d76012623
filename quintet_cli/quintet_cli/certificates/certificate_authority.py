"""A certificate authority for one data folder: trusted by our own clients and by nobody else."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Final, Self

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_FILE: Final = "authority.pem"
AUTHORITY_KEY_FILE: Final = "authority_key.pem"
_AUTHORITY_LIFE: Final = timedelta(days=3650)
_CERTIFICATE_LIFE: Final = timedelta(days=397)
_EARLIER: Final = timedelta(minutes=5)


class CertificateAuthority:
    """Signs certificates that serve both sides of TLS.

    Args:
        folder: Where certificates and keys are; keys can be read by their owner only.
        key: The authority's private key.
        certificate: The authority's certificate.
    """

    def __init__(
        self, folder: Path, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate
    ) -> None:
        self._folder = folder
        self._key = key
        self._certificate = certificate

    @classmethod
    def open_or_make(cls, folder: Path) -> Self:
        """Return the folder's authority, made when there is none.

        Raises:
            ValueError: Its files are not what they should be.
        """
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        key_file, certificate_file = folder / AUTHORITY_KEY_FILE, folder / AUTHORITY_FILE
        if key_file.exists() and certificate_file.exists():
            key = serialization.load_pem_private_key(key_file.read_bytes(), None)
            if not isinstance(key, ec.EllipticCurvePrivateKey):
                raise ValueError(f"{key_file} holds a key of another kind")
            certificate = x509.load_pem_x509_certificate(certificate_file.read_bytes())
            return cls(folder, key, certificate)
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _authority_certificate(key)
        _write(key_file, _pem(key), 0o600)
        _write(certificate_file, certificate.public_bytes(serialization.Encoding.PEM), 0o644)
        return cls(folder, key, certificate)

    @property
    def certificate_file(self) -> Path:
        """What clients must trust."""
        return self._folder / AUTHORITY_FILE

    @property
    def expires_at(self) -> datetime:
        """When nothing that it signed is valid any more, UTC."""
        return self._certificate.not_valid_after_utc

    def made(self, certificate_file: Path, key_file: Path) -> bool:
        """Tell whether these two belong together and are this authority's.

        They are two files: a process that is killed may have replaced one of them.
        """
        try:
            certificate = x509.load_pem_x509_certificate(certificate_file.read_bytes())
            key = serialization.load_pem_private_key(key_file.read_bytes(), None)
            certificate.verify_directly_issued_by(self._certificate)
        except (OSError, ValueError, TypeError, InvalidSignature):
            return False
        return certificate.public_key() == key.public_key()

    def issue(self, name: str, hosts: Iterable[str]) -> tuple[Path, Path]:
        """Make a certificate and its key, in place of former ones.

        Args:
            name: Of the service; names the files and the subject.
            hosts: Names and addresses that it is reached by.

        Returns:
            The files of certificate and key.
        """
        key = ec.generate_private_key(ec.SECP256R1())
        now = datetime.now(UTC)
        builder = (
            _builder(name, self._certificate.subject, key, now + _CERTIFICATE_LIFE)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(
                x509.SubjectAlternativeName([_host(host) for host in (*hosts, name)]),
                critical=False,
            )
            .add_extension(
                x509.ExtendedKeyUsage(
                    [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
                ),
                critical=False,
            )
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()),
                critical=False,
            )
        )
        made = builder.sign(self._key, hashes.SHA256())
        certificate_file = self._folder / f"{name}.pem"
        key_file = self._folder / f"{name}_key.pem"
        _write(key_file, _pem(key), 0o600)
        _write(certificate_file, made.public_bytes(serialization.Encoding.PEM), 0o644)
        return certificate_file, key_file


def _authority_certificate(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = "Quintet development authority"
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    return (
        _builder(name, subject, key, datetime.now(UTC) + _AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=False,
                content_commitment=False,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=True,
                crl_sign=True,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )


def _builder(
    name: str, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - _EARLIER)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _write(path: Path, content: bytes, mode: int) -> None:
    """Write a file that is complete, and private from its first byte."""
    partial = path.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    partial.replace(path)
