"""What a process must be told before it may serve in production.

Problems name variables, never values, because they end in logs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from pydantic import SecretStr

__all__ = ["ProductionRules", "production_problems"]

_SHORTEST: Final = 32
_SHORTEST_IN_URL: Final = 16
_FEWEST_CHARACTERS: Final = 6
_WELL_KNOWN: Final = (
    "admin",
    "changeme",
    "change_me",
    "default",
    "example",
    "guest",
    "letmein",
    "password",
    "passw0rd",
    "postgres",
    "quintet",
    "rabbitmq",
    "redis",
    "secret",
    "test",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductionRules:
    """What one service needs, besides what all of them need.

    Attributes:
        required: Fields that must be set.
        https_urls: Fields with origins that must be https.
        must_be: Fields that must have one certain value, or none.
        shortest: Least length of secrets that need not have 32 characters, by field.
        serves: Whether the process listens; then it needs a certificate.
    """

    required: tuple[str, ...] = ()
    https_urls: tuple[str, ...] = ()
    must_be: Mapping[str, object] = field(default_factory=dict)
    shortest: Mapping[str, int] = field(default_factory=dict)
    serves: bool = True


def production_problems(values: Mapping[str, object], rules: ProductionRules) -> list[str]:
    """Return what keeps the settings from production, one sentence for each variable.

    Args:
        values: Settings of a process whose environment is production, by field.
        rules: Of its service.
    """
    return [
        *_missing(values, rules),
        *_weak(values, rules),
        *_repeated(values),
        *_plain(values, rules),
        *(
            f"{name.upper()} must be {str(wanted).lower()}"
            for name, wanted in rules.must_be.items()
            if values.get(name) not in (wanted, None)  # None: left to the process
        ),
    ]


def _missing(values: Mapping[str, object], rules: ProductionRules) -> Iterator[str]:
    served = ("tls_certificate_file", "tls_key_file") if rules.serves else ()
    asks = ("tls_ca_file",) if rules.https_urls else ()
    for name in (*rules.required, *served, *asks):
        if not _text(values.get(name)) and not _text(values.get(f"{name}_file")):
            yield f"{name.upper()} is missing"


def _weak(values: Mapping[str, object], rules: ProductionRules) -> Iterator[str]:
    for name, value in values.items():
        if not isinstance(value, SecretStr) or not value.get_secret_value():
            continue
        secret, shortest = _secret_of(value), rules.shortest.get(name, _SHORTEST)
        if "://" in value.get_secret_value():
            shortest = _SHORTEST_IN_URL
        if not secret:
            yield f"{name.upper()} holds no password"
        elif secret.lower().strip("_-!1234567890") in _WELL_KNOWN:
            yield f"{name.upper()} is a well-known default"
        elif len(secret) < shortest:
            yield f"{name.upper()} is shorter than {shortest} characters"
        elif len(set(secret)) < _FEWEST_CHARACTERS:
            yield f"{name.upper()} repeats a few characters"


def _repeated(values: Mapping[str, object]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for name, value in values.items():
        secret = _secret_of(value) if isinstance(value, SecretStr) else ""
        if secret and secret in seen:
            yield f"{name.upper()} is the same secret as {seen[secret].upper()}"
        elif secret:
            seen[secret] = name


def _plain(values: Mapping[str, object], rules: ProductionRules) -> Iterator[str]:
    for name in rules.https_urls:
        value = values.get(name)
        urls = _urls_in(value)
        if any(url and not url.startswith("https://") for url in urls):
            yield f"{name.upper()} must be an https:// address"


def _urls_in(value: object) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        return tuple(map(str, value.values()))
    return tuple(map(str, value)) if isinstance(value, tuple) else (_text(value),)


def _secret_of(value: SecretStr) -> str:
    """Return the password of a URL, or the whole of any other secret."""
    text = value.get_secret_value()
    if "://" not in text:
        return text
    try:
        return urlsplit(text).password or ""
    except ValueError:
        return ""


def _text(value: object) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return "" if value is None else str(value)
