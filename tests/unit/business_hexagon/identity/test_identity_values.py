"""Small things that security rests on: secrets, tokens, proofs, addresses, waits, records."""

from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

import pytest
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.identity.errors import LogInLocked
from business_hexagon.domain.identity.lockout import LogInAttempts, subject_key
from business_hexagon.domain.identity.opaque_secret import hash_of, is_hash_of, new_secret
from business_hexagon.domain.identity.proof_key import checked_challenge, proves
from business_hexagon.domain.identity.redirect_uri import checked_redirect_uri
from business_hexagon.domain.identity.security_act import SecurityAct, SecurityActKind
from business_hexagon.domain.identity.split_token import SplitToken
from business_hexagon.domain.values.email import Email

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)


def test_secrets_are_long_and_never_the_same() -> None:
    """256 bits each, of which the digest is kept."""
    secrets = {new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert all(len(secret) == 43 for secret in secrets)
    assert hash_of("x") == sha256(b"x").hexdigest()


def test_nothing_is_a_hash_of_nothing() -> None:
    """An account, session or program without a secret opens for nobody."""
    assert is_hash_of("a", "a")
    for stored, presented in ((None, ""), ("", ""), (None, "a"), ("a", "b"), ("a", "")):
        assert not is_hash_of(stored, presented)


def test_a_split_token_is_read_as_it_was_written() -> None:
    """And does not show its secret."""
    token = SplitToken(UUID(int=5), new_secret())
    assert SplitToken.parse(token.text) == token
    assert token.secret not in repr(token)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "0" * 32,
        f"{'0' * 32}.{'A' * 42}",
        f"{'0' * 32}.{'A' * 44}",
        f"{'0' * 32}.{'A' * 43}\n",
        f" {'0' * 32}.{'A' * 43}",
        f"{'A' * 32}.{'A' * 43}",
        f"{'0' * 32}.{'A' * 42}=",
        f"{'\u0660' * 32}.{'A' * 43}",
        f"{'0' * 32}.{'A' * 43}.x",
    ],
)
def test_what_only_resembles_a_split_token_is_none(text: str) -> None:
    """Letter by letter."""
    assert SplitToken.parse(text) is None


def test_only_the_verifier_proves_a_challenge() -> None:
    """Not the challenge itself, nor anything shorter than a verifier may be."""
    verifier = "v" * 43
    challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    assert proves(verifier, challenge)
    assert checked_challenge(challenge, "S256") == challenge
    for wrong in ("w" * 43, challenge, "", "v" * 42, "v" * 129, "ä" * 43):
        assert not proves(wrong, challenge)


@pytest.mark.parametrize(
    ("challenge", "method"),
    [("A" * 43, "plain"), ("A" * 43, "s256"), ("A" * 42, "S256"), ("+" * 43, "S256"), ("", "")],
)
def test_refuses_challenges_that_protect_nothing(challenge: str, method: str) -> None:
    """`plain` would show the verifier to whoever sees the challenge."""
    with pytest.raises(InvalidValue):
        checked_challenge(challenge, method)


@pytest.mark.parametrize(
    "uri",
    [
        "https://shop.example.com/signed_in",
        "https://shop.example.com:8443/a?b=c",
        "http://127.0.0.1:8000/back",
        "http://localhost/back",
        "http://[::1]:9000/",
    ],
)
def test_people_may_be_sent_to_safe_addresses(uri: str) -> None:
    """As they were given."""
    assert checked_redirect_uri("uri", uri) == uri


@pytest.mark.parametrize(
    "uri",
    [
        "http://shop.example.com/",
        "http://127.0.0.1.evil.example/",
        "https://shop.example.com@evil.example/",
        "https://user:secret@shop.example.com/",
        "https://shop.example.com/#code",
        "https://evil.example\\@shop.example.com/",
        "https://",
        "https:///path",
        "//shop.example.com/",
        "/relative",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://shop.example.com:0/",
        "https://shop.example.com:99999/",
        "https://[::1/",
        " https://shop.example.com/",
        "https://shop.example.com/\r\nset-cookie: a=b",
        "",
    ],
)
def test_nobody_is_sent_to_an_unsafe_address(uri: str) -> None:
    """Over a network in plain text, with a fragment or a user, or to no address at all."""
    with pytest.raises(InvalidValue) as refusal:
        checked_redirect_uri("redirect_uris.0", uri)
    assert refusal.value.field == "redirect_uris.0"


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(5, 30), (6, 60), (7, 120), (8, 240), (9, 480), (10, 900), (11, 900), (100_000, 900)],
)
def test_each_failure_doubles_the_wait_up_to_a_quarter_hour(failures: int, seconds: int) -> None:
    """To the second."""
    attempts = LogInAttempts(failures, NOON)
    with pytest.raises(LogInLocked) as locked:
        attempts.require_patience(NOON)
    assert locked.value.retry_after_seconds == seconds
    with pytest.raises(LogInLocked) as locked:
        attempts.require_patience(NOON + timedelta(seconds=seconds, microseconds=-1))
    assert locked.value.retry_after_seconds == 1
    attempts.require_patience(NOON + timedelta(seconds=seconds))


@pytest.mark.parametrize("failures", [0, 1, 4])
def test_a_few_mistakes_cost_nothing(failures: int) -> None:
    """People mistype."""
    LogInAttempts(failures, NOON).require_patience(NOON)
    LogInAttempts(9, None).require_patience(NOON)
    with pytest.raises(LogInLocked):
        LogInAttempts(9, NOON).require_patience(NOON)


def test_a_key_stands_for_every_spelling_of_an_address() -> None:
    """It names nobody."""
    assert subject_key(Email("ADA@example.com ")) == subject_key(Email("ada@example.com"))
    assert len(subject_key(Email("ada@example.com"))) == 64


def test_what_a_client_says_of_itself_cannot_break_a_log() -> None:
    """No line breaks, no escapes, no end."""
    act = SecurityAct(
        id=UUID(int=5),
        act=SecurityActKind.LOG_IN_FAILED,
        address="192.0.2.7\r\nforged: line" + "x" * 100,
        user_agent="\x1b[31mred\x1b[0m\u202e\n" + "y" * 300,
        details={"client_id": "a\r\nb" + "z" * 2000},
    )
    assert act.address.startswith("192.0.2.7forged: line")
    assert (len(act.address), len(act.user_agent)) == (64, 255)
    assert act.user_agent.startswith("[31mred[0myyy")
    assert act.details["client_id"].startswith("abz")
    assert len(act.details["client_id"]) == 1000


def test_an_act_tells_the_others_what_it_holds() -> None:
    """In a stream of its own."""
    act = SecurityAct(id=UUID(int=5), act=SecurityActKind.LOG_OUT, actor_id=UUID(int=1))
    assert act.stream == f"security_act/{UUID(int=5)}"
    assert (act.event.act_id, act.event.act, act.event.outcome) == (act.id, "log_out", "ok")
    assert act.event.actor_id == UUID(int=1)
