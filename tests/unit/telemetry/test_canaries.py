"""Canary secrets in every shape that reaches a log: none of them comes out."""

import io
import json
import logging
import time
from dataclasses import dataclass

import pytest
from telemetry.logs import configure_logging, get_logger
from telemetry.redaction import redact_mapping, redact_text

CANARY = "canary_Zq8vT1xW5yB2nM7pR4sD9fG6hK3jL0aQ"
JWT = f"eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ4In0.{CANARY}"
REFRESH = f"0123456789abcdef0123456789abcdef.{CANARY}mmmm"
PEM = f"-----BEGIN PRIVATE KEY-----\n{CANARY}\n-----END PRIVATE KEY-----"


@dataclass
class Command:
    """What somebody prints by mistake."""

    password: str


TEXTS = [
    f"GET /reset?token={CANARY}&next=1",
    f"GET /reset?next=%2F&access_token={CANARY}",
    f"Authorization: Bearer {CANARY}",
    f"authorization: BEARER {CANARY}",
    f"AUTHORIZATION=basic {CANARY}",
    f"the token {JWT} was refused",
    f"the token {REFRESH} was refused",
    f"grant_type=password&username=ada&password={CANARY}",
    f'{{"email": "x", "password": "{CANARY} with words"}}',
    f"{{'client_secret': '{CANARY}'}}",
    json.dumps({"body": json.dumps({"password": CANARY})}),
    repr(Command(CANARY)),
    f"amqp://shop:{CANARY}@127.0.0.1/",
    f"Set-Cookie: session={CANARY}; HttpOnly".replace("session", "session_token"),
    PEM,
    PEM.partition("-----END")[0],
    f'{{"kty":"OKP","d":"{CANARY}"}}',
    f"REDIS_PASSWORD: {CANARY}",
]


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_tells_a_canary(text: str) -> None:
    """Neither alone, nor nested, nor as an exception's message."""
    assert CANARY in text  # the control
    assert CANARY not in redact_text(text)
    nested = redact_mapping({"note": [{"deep": (text, ValueError(text))}]})
    assert CANARY not in str(nested)


@pytest.mark.parametrize(
    "text",
    [
        "order 0123456789abcdef0123456789abcdef was placed at 10:30:00",
        "a token is needed",
        "GET /api/v1/orders?limit=10&sort=-created_at",
        "tokens: refused",
    ],
)
def test_plain_words_stay(text: str) -> None:
    """A log that tells nothing helps nobody."""
    assert redact_text(text).startswith(text[:6])
    assert len(redact_text(text)) >= len("tokens: ")


def test_logs_and_tracebacks_tell_no_canary_and_forge_no_line() -> None:
    """Through our own loggers and those of libraries."""
    stream = io.StringIO()
    configure_logging("shop", "info", "json", stream=stream)
    for text in TEXTS:
        get_logger("shop").warning(text, detail=text, headers={"Authorization": text})
        logging.getLogger("library").error("failed: %s", text)
        get_logger("shop").error("broken", exc_info=RuntimeError(text))
    get_logger("shop").info('x\r\n{"level": "forged"}\x1b[2J', user="\x1b]0;owned\x07")
    written = stream.getvalue()
    assert CANARY not in written
    assert "\x1b" not in written
    lines = [json.loads(line) for line in written.splitlines()]
    assert len(lines) == 3 * len(TEXTS) + 1
    assert not any(line["level"] == "forged" for line in lines)


@pytest.mark.parametrize("piece", ["eyJ", "token", "password=", "a", "0123456789abcdef", "bearer "])
def test_long_texts_cost_time_in_proportion(piece: str) -> None:
    """Nobody stops a process by what it logs."""
    started = time.process_time()
    redact_text(piece * (200_000 // len(piece)))
    assert time.process_time() - started < 2.0
