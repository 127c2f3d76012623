"""Refresh tokens: one at a time wins, a lost answer is forgiven once, a thief ends the session."""

import asyncio

from tests.security.person import Person
from tests.security.wire import WireAnswer


async def _refreshed(person: Person, refresh_token: str | None = None) -> WireAnswer:
    return await person.elsewhere().form(
        "/auth/token",
        {
            "grant_type": "refresh_token",
            "refresh_token": refresh_token or person.refresh_token,
        },
    )


async def _is_in(person: Person, answer: WireAnswer) -> bool:
    return (await person.with_tokens(answer).get("/me")).status == 200


async def test_who_takes_turns_goes_on_and_on(customer: Person) -> None:
    """Control: each answer brings the next token, and each access token works."""
    person = customer.with_token(None)
    token = customer.refresh_token
    seen = {token}
    for _ in range(4):
        answer = await _refreshed(person, token)
        assert answer.status == 200, answer
        token = answer.text("refresh_token")
        assert token not in seen
        seen.add(token)
        assert await _is_in(customer, answer)


async def test_of_many_at_once_two_get_tokens_at_most_and_then_nobody(customer: Person) -> None:
    """Eight race with one token: the winner, one by grace, and the third gives all away."""
    person = customer.with_token(None)
    answers = await asyncio.gather(*(_refreshed(person, customer.refresh_token) for _ in range(8)))
    granted = [answer for answer in answers if answer.status == 200]
    assert 1 <= len(granted) <= 2, [answer.status for answer in answers]
    assert {answer.status for answer in answers} == {200, 400}
    assert {answer.json["error"] for answer in answers if answer.status == 400} == {"invalid_grant"}
    # Reuse was seen: no token of the family works any more, neither refresh nor access.
    for answer in granted:
        again = await _refreshed(person, answer.text("refresh_token"))
        assert again.status == 400, again
        await customer.with_tokens(answer).is_out_within_seconds()
    await customer.is_out_within_seconds()


async def test_a_lost_answer_is_forgiven_once(customer: Person) -> None:
    """The same token right after its use works once; used a third time it ends the session."""
    person = customer.with_token(None)
    lost = await _refreshed(person, customer.refresh_token)
    second = await _refreshed(person, customer.refresh_token)
    assert (lost.status, second.status) == (200, 200)
    assert await _is_in(customer, second)
    # The successor in the lost answer is void: whoever has it gives himself away.
    third = await _refreshed(person, customer.refresh_token)
    assert (third.status, third.json["error"]) == (400, "invalid_grant")
    await customer.with_tokens(second).is_out_within_seconds()


async def test_the_thief_and_the_owner_cannot_both_go_on(customer: Person) -> None:
    """A stolen token, used once by each and once again: the session is over for both."""
    thief = customer.with_token(None)
    stolen = customer.refresh_token
    by_thief = await _refreshed(thief, stolen)
    by_owner = await _refreshed(customer, stolen)  # by grace: looks like a lost answer
    assert (by_thief.status, by_owner.status) == (200, 200)
    again = await _refreshed(thief, by_thief.text("refresh_token"))
    assert again.status == 400
    assert (await _refreshed(customer, by_owner.text("refresh_token"))).status == 400
    await customer.is_out_within_seconds()


async def test_another_sessions_life_does_not_hang_on_it(customer: Person) -> None:
    """Reuse ends one family; the session of another device stays."""
    other = await customer.log_in()
    person = customer.with_token(None)
    for _ in range(3):
        await _refreshed(person, customer.refresh_token)
    await customer.is_out_within_seconds()
    assert (await other.get("/me")).status == 200
    assert (await _refreshed(other)).status == 200


async def test_an_access_token_refreshes_nothing_and_no_guess_does(customer: Person) -> None:
    """Only the text that was handed out; the session's id with another secret does not do."""
    person = customer.with_token(None)
    session, _, secret = customer.refresh_token.partition(".")
    for text in (
        customer.token or "",
        f"{session}.",
        f".{secret}",
        f"{'0' * 32}.{secret}",
        "a.b",
        "../../etc/passwd",
        f"{session}.{secret}\r\nX: y",
        "x" * 5_000,
    ):
        answer = await _refreshed(person, text)
        assert answer.status == 400, text[:50]
    assert (await _refreshed(person, customer.refresh_token)).status == 200
