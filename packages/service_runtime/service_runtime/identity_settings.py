"""The settings of a process that has an identity, or that asks others for theirs.

Keys in a file are read again when the file is replaced; see `signed_tokens.KeySource`.
"""

from pathlib import Path

from pydantic import SecretStr
from signed_tokens import KeySource, PublicKeys, ServiceTokenIssuer, ServiceTokenVerifier
from signed_tokens import SigningKeys as Keys

from service_runtime.settings import ServiceSettings

__all__ = ["CallerSettings", "ServiceVerifierSettings", "key_source"]


class CallerSettings(ServiceSettings):
    """For processes that call data services; their settings inherit from this.

    Attributes:
        service_signing_key: Private JWKS of this process.
        service_signing_key_file: A file that holds it; wins.
    """

    service_signing_key: SecretStr | None = None
    service_signing_key_file: Path | None = None

    def identity(self, service: str) -> ServiceTokenIssuer:
        """Return the identity of this process.

        Raises:
            ValueError: There is no key, or that of another service.
        """
        source = key_source(
            "SERVICE_SIGNING_KEY", self.service_signing_key, self.service_signing_key_file
        )
        return ServiceTokenIssuer(service, Keys(source))


class ServiceVerifierSettings(ServiceSettings):
    """For data services; their settings inherit from this.

    Attributes:
        service_public_keys: JWKS of all callers.
        service_public_keys_file: A file that holds it; wins.
    """

    service_public_keys: str | None = None
    service_public_keys_file: Path | None = None

    def verifier(self, audience: str) -> ServiceTokenVerifier:
        """Return what tells this data service who is calling.

        Raises:
            ValueError: There are no keys.
        """
        source = key_source(
            "SERVICE_PUBLIC_KEYS", self.service_public_keys, self.service_public_keys_file
        )
        return ServiceTokenVerifier(audience, PublicKeys(source))


def key_source(name: str, value: SecretStr | str | None, file: Path | None) -> KeySource:
    """Return where keys come from: the file, which may be replaced while we run, else the value.

    Raises:
        ValueError: There is neither.
    """
    if file is not None:
        return KeySource(file=file)
    if value is None:
        raise ValueError(f"{name} or {name}_FILE is missing in the environment")
    return KeySource(text=value.get_secret_value() if isinstance(value, SecretStr) else value)
