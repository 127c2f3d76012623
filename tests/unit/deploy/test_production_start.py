"""What compose gives to each service is accepted in production, and nothing less is."""

import os
import re
from pathlib import Path
from secrets import token_hex

import pytest
from api_service.settings import ApiSettings
from bot_service.settings import BotSettings
from db_mongo_service.settings import DbMongoServiceSettings
from db_postgres_service.settings import Settings
from service_runtime import ServiceSettings
from service_runtime.settings_errors import load_settings
from worker_service.settings import WorkerSettings

from tests.fixtures.deployment import compose_file
from tests.unit.deploy.conftest import Made

SETTINGS: dict[str, type[ServiceSettings]] = {
    "api_service": ApiSettings,
    "bot_service": BotSettings,
    "worker_service": WorkerSettings,
    "db_postgres_service": Settings,
    "db_mongo_service": DbMongoServiceSettings,
}
CHOSEN = {
    "ENVIRONMENT": "production",
    "PAYMENT_GATEWAY": "stripe",
    "BOT_MODE": "webhook",
    "WEBHOOK_URL": "https://bot.example.com/telegram",
    "PAYMENT_CHOICES": "Card=pm_card_visa",
}
TLS = ("TLS_CERTIFICATE_FILE", "TLS_KEY_FILE")
BUSINESS = (*TLS, "TLS_CA_FILE", "SERVICE_SIGNING_KEY_FILE", "RABBITMQ_URL_FILE", "REDIS_URL_FILE")
NEEDED = {
    "api_service": (
        *BUSINESS,
        "TOKEN_SIGNING_KEYS_FILE",
        "ONE_TIME_KEY_FILE",
        "PAYMENT_CALLBACK_SECRET_FILE",
    ),
    "bot_service": BUSINESS,
    "worker_service": (*BUSINESS, "ONE_TIME_KEY_FILE"),
    "db_postgres_service": (*TLS, "SERVICE_PUBLIC_KEYS_FILE", "POSTGRES_URL_FILE"),
    "db_mongo_service": (*TLS, "SERVICE_PUBLIC_KEYS_FILE", "MONGODB_URL_FILE"),
}
READ_LATER = (
    *TLS,
    "TLS_CA_FILE",
    "SERVICE_SIGNING_KEY_FILE",
    "SERVICE_PUBLIC_KEYS_FILE",
    "TOKEN_SIGNING_KEYS_FILE",
)
DATA_URLS = ("DB_POSTGRES_SERVICE_URL", "DB_MONGO_SERVICE_URL")
HTTPS = {
    "api_service": (*DATA_URLS, "TOKEN_ISSUER", "CORS_ORIGINS"),
    "bot_service": DATA_URLS,
    "worker_service": (*DATA_URLS, "WATCHED_SERVICES"),
}
SECRETS = {
    "api_service": ("ONE_TIME_KEY", "PAYMENT_CALLBACK_SECRET", "ADMIN_PASSWORD"),
    "worker_service": ("ONE_TIME_KEY", "STRIPE_API_KEY"),
    "bot_service": ("BOT_TOKEN",),
}
URLS = {
    "api_service": ("RABBITMQ_URL", "REDIS_URL"),
    "bot_service": ("RABBITMQ_URL", "REDIS_URL"),
    "worker_service": ("RABBITMQ_URL", "REDIS_URL", "SMTP_URL"),
    "db_postgres_service": ("POSTGRES_URL",),
    "db_mongo_service": ("MONGODB_URL",),
}
CANARY = f"canary-{token_hex(16)}"


def pairs(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Each service with each of its variables."""
    return [(service, name) for service, names in table.items() for name in names]


def environment_of(service: str, made: Made) -> dict[str, str]:
    """Exactly what compose would give to a container, its mounts being the files themselves."""
    platform = compose_file("compose.yaml")
    variables = {**made.variables, **CHOSEN}

    def value_of(found: re.Match[str]) -> str:
        name, rest = found.groups()
        if rest.startswith(":-"):
            return variables.get(name) or rest[2:]
        assert variables.get(name), f"compose would refuse to start: {name}"
        return variables[name]

    def mounted(value: str) -> str:
        name = value.removeprefix("/run/secrets/")
        if name == value:
            return value
        assert name in platform.services[service].secrets
        return str((made.folder / platform.secrets[name]["file"]).resolve())

    return {
        name: mounted(re.sub(r"\$\{([A-Z_]+)([^}]*)\}", value_of, value))
        for name, value in platform.services[service].environment.items()
    }


@pytest.fixture
def stripe(made: Made) -> None:
    """Somebody has filled in the key, as the guide says for production."""
    (made.secrets / "stripe_api_key").write_text(token_hex(20))


@pytest.fixture
def start(
    made: Made,
    stripe: None,  # noqa: ARG001  a file
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> "Start":
    """Start with the environment of compose, changed a little."""
    return Start(made, monkeypatch, capsys)


class Start:
    """Starts the settings of a service as its process does."""

    def __init__(
        self, made: Made, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self._made = made
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, service: str, **changes: str | None) -> str:
        """What is said; empty when it started. None takes a variable away."""
        for name in os.environ:
            self._monkeypatch.delenv(name)
        given = environment_of(service, self._made)
        for name, value in {**given, **changes}.items():
            if value is not None:
                self._monkeypatch.setenv(name, value)
        try:
            settings = load_settings(SETTINGS[service])
        except SystemExit:
            said = self._capsys.readouterr().err
            self._tells_no_secret(said, given)
            return said
        assert settings.server_tls() is not None
        assert "canary" not in str(settings.printable())
        return ""

    def _tells_no_secret(self, said: str, given: dict[str, str]) -> None:
        assert CANARY not in said
        assert CANARY[:20] not in said
        for name, path in given.items():
            if name.endswith("_FILE"):
                assert (
                    Path(path).read_text().strip()[:40] not in said or not Path(path).stat().st_size
                )
                assert path not in said


@pytest.mark.parametrize("service", SETTINGS)
def test_what_compose_gives_is_fit_for_production(start: Start, service: str) -> None:
    """The control of all refusals below; keys in files count as given."""
    assert start(service) == ""


@pytest.mark.parametrize(("service", "name"), pairs(NEEDED))
def test_nothing_that_is_needed_may_be_missing(start: Start, service: str, name: str) -> None:
    """Neither unset nor empty; the variable is named."""
    for value in (None, ""):
        assert name.removesuffix("_FILE") in start(service, **{name: value})


@pytest.mark.parametrize(
    ("service", "name"), [each for each in pairs(NEEDED) if each[1] not in READ_LATER]
)
def test_a_file_that_is_not_there_is_named(
    start: Start, service: str, name: str, tmp_path: Path
) -> None:
    """Except for files that are read later, whose process says so then."""
    said = start(service, **{name: str(tmp_path / "nowhere")})
    assert f"{name} cannot be read" in said


@pytest.mark.parametrize(("service", "name"), pairs(HTTPS))
def test_plain_http_is_refused(start: Start, service: str, name: str) -> None:
    """Wherever our own processes or browsers are meant."""
    plain = "http://elsewhere.example:8000"
    value = f"api_service={plain}" if name == "WATCHED_SERVICES" else plain
    assert f"{name} must be an https:// address" in start(service, **{name: value})


@pytest.mark.parametrize(("service", "name"), pairs(SECRETS))
def test_weak_secrets_are_refused(start: Start, service: str, name: str) -> None:
    """Short ones, well-known ones, and patterns."""
    unset = {f"{name}_FILE": None}
    assert name in start(service, **unset, **{name: CANARY[:12]})
    assert name in start(service, **unset, **{name: "changeme"})
    assert f"{name} repeats a few characters" in start(service, **unset, **{name: "ab" * 20})


@pytest.mark.parametrize(("service", "name"), pairs(URLS))
def test_urls_without_a_good_password_are_refused(start: Start, service: str, name: str) -> None:
    """Also the one of a mail server, should it need any."""
    unset = {f"{name}_FILE": None}
    scheme = {"RABBITMQ": "amqps", "REDIS": "rediss", "SMTP": "smtp", "POSTGRES": "postgresql"}.get(
        name.removesuffix("_URL"), "mongodb"
    )
    for password, said in (("guest", "well-known"), (CANARY[:10], "shorter than 16")):
        url = f"{scheme}://user:{password}@server.example/"
        assert re.search(rf"{name} is .*{said}", start(service, **unset, **{name: url}))
    url = f"{scheme}://server.example/"
    assert f"{name} holds no password" in start(service, **unset, **{name: url})


@pytest.mark.parametrize(
    ("service", "first", "second"),
    [
        ("api_service", "ONE_TIME_KEY", "PAYMENT_CALLBACK_SECRET"),
        ("worker_service", "ONE_TIME_KEY", "STRIPE_API_KEY"),
    ],
)
def test_one_secret_for_two_purposes_is_refused(
    start: Start, service: str, first: str, second: str
) -> None:
    """Whoever learns one would know the other."""
    changes = {f"{first}_FILE": None, f"{second}_FILE": None, first: CANARY, second: CANARY}
    assert "is the same secret as" in start(service, **changes)


def test_servers_that_share_a_password_are_refused(start: Start) -> None:
    """It is the password that counts, not the address around it."""
    changes = {
        "RABBITMQ_URL_FILE": None,
        "REDIS_URL_FILE": None,
        "RABBITMQ_URL": f"amqps://user:{CANARY}@server.example/",
        "REDIS_URL": f"rediss://:{CANARY}@server.example/0",
    }
    assert "is the same secret as RABBITMQ_URL" in start("bot_service", **changes)


def test_a_value_and_its_file_are_not_both_taken(start: Start) -> None:
    """Nobody could tell which one counts."""
    said = start("api_service", ONE_TIME_KEY=CANARY)
    assert "ONE_TIME_KEY_FILE and ONE_TIME_KEY are both set" in said


@pytest.mark.parametrize(
    ("name", "value"), [("REQUIRE_VERIFIED_EMAIL", "false"), ("RATE_LIMIT_SCALE", "2")]
)
def test_what_only_tests_may_loosen_is_refused(start: Start, name: str, value: str) -> None:
    """Limits and proven addresses."""
    assert f"{name} must be" in start("api_service", **{name: value})


def test_a_worker_that_cannot_take_money_does_not_start(start: Start) -> None:
    """An empty file is none."""
    assert "STRIPE_API_KEY" in start("worker_service", STRIPE_API_KEY_FILE=None)
