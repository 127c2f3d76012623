"""Ways around the limits: headers that claim another address, other spellings, more sessions."""

import re
from typing import Final
from uuid import uuid4

import pytest

from tests.security.person import API, Person
from tests.security.second_api import SecondApi
from tests.security.stage import Stage
from tests.security.wire import Wire, WireAnswer

_TRIES: Final = 10
_CLAIMS: Final = (
    "X-Forwarded-For",
    "X-Real-IP",
    "X-Client-IP",
    "X-Originating-IP",
    "X-Remote-Addr",
    "X-Cluster-Client-IP",
    "True-Client-IP",
    "CF-Connecting-IP",
    "Fastly-Client-IP",
    "Via",
)


async def _tries(
    wire: Wire, target: str = f"{API}/auth/log_in", *headers: tuple[str, str]
) -> WireAnswer:
    """Try to log in as nobody: each try is another account, so the address alone counts."""
    body: dict[str, object] = {"email": f"nobody_{uuid4().hex}@example.com", "password": "x"}
    return await wire.send_json("POST", target, body, headers)


async def _used_up(url: str) -> Wire:
    """An address that has no try left."""
    wire = Wire(url)
    # A window that ends meanwhile is counted by its share, rounded: perhaps one fewer passes.
    statuses = [(await _tries(wire)).status for _ in range(_TRIES)]
    assert statuses[: _TRIES - 1] == [401] * (_TRIES - 1)
    refused = await _tries(wire)
    assert (refused.status, refused.code) == (429, "rate_limited"), refused
    assert 0 < int(refused.header("retry-after") or 0) <= 60
    assert "credentials" in (refused.header("ratelimit-policy") or "")
    return wire


async def test_a_header_makes_no_other_address(stage: Stage) -> None:
    """Nobody's word on where he comes from counts, unless he is a proxy that we named."""
    wire = await _used_up(stage.api_url)
    for name in _CLAIMS:
        assert (await _tries(wire, f"{API}/auth/log_in", (name, "203.0.113.9"))).status == 429, name
    for value in ('for="203.0.113.9"', "for=203.0.113.9;by=127.0.0.1", "for=unknown"):
        answer = await _tries(wire, f"{API}/auth/log_in", ("Forwarded", value))
        assert answer.status == 429, value
    chain = [("X-Forwarded-For", f"203.0.113.{number}") for number in range(5)]
    assert (await _tries(wire, f"{API}/auth/log_in", *chain)).status == 429
    # Control: somebody who really is elsewhere.
    assert (await _tries(Wire(stage.api_url))).status == 401


async def test_the_word_of_a_named_proxy_would_count(second_api: SecondApi) -> None:
    """Control: an API that is told to trust these addresses is fooled by the same headers."""
    wire = await _used_up(second_api.url)
    fooled = await _tries(wire, f"{API}/auth/log_in", ("X-Forwarded-For", "203.0.113.77"))
    assert fooled.status == 401


async def test_other_spellings_of_a_path_have_no_quota_of_their_own(stage: Stage) -> None:
    """They are no route at all, or the same one with the same quota."""
    wire = await _used_up(stage.api_url)
    for target in (
        f"{API}/auth/log_in/",
        f"{API}//auth/log_in",
        f"/{API}/auth/log_in",
        f"{API}/auth/./log_in",
        f"{API}/orders/../auth/log_in",
        f"{API}/auth/%6cog_in",
        f"{API}/auth/log_in%20",
        f"{API}/auth/log_in%00",
        f"{API}/auth/log_in;x=1",
        f"{API}/auth/log_in?x=1",
        f"{API}/auth/log_in#x",
        f"{API}/AUTH/LOG_IN",
        f"{API}/auth/log_in/..;/log_in",
        f"http://127.0.0.1{API}/auth/log_in",
    ):
        answer = await _tries(wire, target)
        assert answer.status in {400, 404, 405, 429}, (target, answer)
    # The other doors to an account share the quota.
    for path, form in (
        ("/auth/token", {"grant_type": "password", "username": "a@example.com", "password": "x"}),
        ("/auth/token", {"grant_type": "refresh_token", "refresh_token": "x"}),
        ("/auth/revoke", {"token": "x"}),
    ):
        assert (await wire.send_form(f"{API}{path}", form)).status == 429, path
    for path in ("/auth/password_resets", "/auth/email_verifications"):
        answer = await wire.send_json("POST", f"{API}{path}", {"email": "a@example.com"})
        assert answer.status == 429, path
    # Control: the quota of everything else is another one.
    assert (await wire.send("GET", f"{API}/products")).status == 200


async def test_another_method_or_another_agent_is_the_same_caller(stage: Stage) -> None:
    """Nor do cookies, languages or request ids make somebody new."""
    wire = await _used_up(stage.api_url)
    for header in (
        ("User-Agent", "another/1.0"),
        ("Cookie", "session=1"),
        ("X-Request-ID", uuid4().hex),
        ("Accept-Language", "fr"),
        ("X-HTTP-Method-Override", "GET"),
        ("Authorization", "Bearer a.b.c"),
        ("Host", "elsewhere.example"),
    ):
        assert (await _tries(wire, f"{API}/auth/log_in", header)).status == 429, header


def _left(answer: WireAnswer) -> int:
    """What is left of the quota, as the answer tells it."""
    found = re.search(r"r=(\d+)", answer.header("ratelimit") or "")
    assert found is not None, answer.headers
    return int(found[1])


async def test_many_sessions_of_one_user_share_one_quota(
    customer: Person, stranger: Person
) -> None:
    """From other computers, with other tokens: what one spends the other misses."""
    other = await customer.log_in()
    first = _left(await customer.get("/orders"))
    for _ in range(5):
        await customer.get("/orders")
    later = _left(await other.get("/orders"))
    assert later <= first - 10
    # A new token by refreshing is no new user either.
    form = {"grant_type": "refresh_token", "refresh_token": other.refresh_token}
    fresh = other.with_tokens(await other.with_token(None).form("/auth/token", form))
    assert _left(await fresh.get("/orders")) <= later - 2
    # Control: another user has a quota of their own.
    assert _left(await stranger.get("/orders")) > first - 4


@pytest.mark.parametrize("header", ["a.b.c", "", "x" * 3_000])
async def test_guessing_tokens_is_charged_to_the_address(stage: Stage, header: str) -> None:
    """A bad token makes a guest, and guests have the quota of guests."""
    wire = Wire(stage.api_url)
    before = _left(await wire.send("GET", f"{API}/products/1"))
    guess = await wire.send("GET", f"{API}/me", [("Authorization", f"Bearer {header}")])
    assert guess.status == 401
    after = _left(await wire.send("GET", f"{API}/products/1"))
    assert after <= before - 2
