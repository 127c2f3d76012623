"""Refresh tokens: each works once, and who uses one again ends the session for everybody."""

import asyncio

from tests.integration.api_service.api_scene import PASSWORD, Answer, Api
from tests.integration.api_service.database import Database


async def logged_in(guest: Api) -> tuple[str, Answer]:
    """A new customer's address and tokens."""
    email = await guest.new_account()
    answer = await guest.token(grant_type="password", username=email, password=PASSWORD)
    assert answer.status == 200, answer.response.body
    return email, answer


async def refresh(guest: Api, token: str) -> Answer:
    """Present a refresh token."""
    return await guest.token(grant_type="refresh_token", refresh_token=token)


async def test_a_refresh_token_is_exchanged_for_the_next(guest: Api) -> None:
    """With an access token that works."""
    _, first = await logged_in(guest)

    second = await refresh(guest, first.text("refresh_token"))
    third = await refresh(guest, second.text("refresh_token"))

    assert second.text("refresh_token") != first.text("refresh_token")
    assert third.status == 200
    ada = guest.with_token(third.text("access_token"))
    assert (await ada.get("/api/v1/me")).status == 200


async def test_a_lost_answer_can_be_had_once_more_and_no_more(guest: Api) -> None:
    """The token before works once after the rotation; then it gives a thief away."""
    _, first = await logged_in(guest)
    lost = await refresh(guest, first.text("refresh_token"))
    assert lost.status == 200

    again = await refresh(guest, first.text("refresh_token"))
    thrice = await refresh(guest, first.text("refresh_token"))

    assert again.status == 200
    assert (thrice.status, thrice.body["error"]) == (400, "invalid_grant")
    for answer in (lost, again):
        over = await refresh(guest, answer.text("refresh_token"))
        assert (over.status, over.code) == (400, "invalid_grant")


async def test_reuse_ends_the_whole_family_and_is_recorded(guest: Api, database: Database) -> None:
    """An old token after two rotations: access tokens of the session stop working too."""
    email, first = await logged_in(guest)
    second = await refresh(guest, first.text("refresh_token"))
    third = await refresh(guest, second.text("refresh_token"))

    stolen = await refresh(guest, first.text("refresh_token"))

    assert stolen.status == 400
    assert (await refresh(guest, third.text("refresh_token"))).status == 400
    act = await database.connection.fetchrow(
        "select a.outcome, a.address from security_acts a join users u on u.id = a.subject_id"
        " where u.email = $1 and a.act = 'refresh_reused'",
        email,
    )
    assert act is not None
    assert (act["outcome"], act["address"]) == ("refused", "127.0.0.1")


async def test_of_twenty_who_refresh_at_once_two_get_tokens_at_most(guest: Api) -> None:
    """One by the token, one by the grace; the rest end the session, and no request fails."""
    _, first = await logged_in(guest)

    answers = await asyncio.gather(
        *(refresh(guest, first.text("refresh_token")) for _ in range(20))
    )

    statuses = [answer.status for answer in answers]
    assert set(statuses) <= {200, 400}
    assert 1 <= statuses.count(200) <= 2
    for answer in answers:
        if answer.status == 200:
            assert (await refresh(guest, answer.text("refresh_token"))).status == 400


async def test_an_access_token_is_no_refresh_token_and_the_other_way_round(guest: Api) -> None:
    """Each for its own purpose."""
    _, first = await logged_in(guest)

    as_refresh = await refresh(guest, first.text("access_token"))
    as_access = await guest.with_token(first.text("refresh_token")).get("/api/v1/me")

    assert (as_refresh.status, as_refresh.body["error"]) == (400, "invalid_grant")
    assert (as_access.status, as_access.code) == (401, "unauthenticated")


async def test_a_revoked_token_ends_its_session(guest: Api) -> None:
    """RFC 7009; a token that means nothing is answered alike."""
    _, first = await logged_in(guest)
    path = "/api/v1/auth/revoke"

    revoked = await guest.send_form(path, {"token": first.text("refresh_token")})
    nonsense = await guest.send_form(path, {"token": "nonsense"})

    assert (revoked.status, revoked.response.body) == (nonsense.status, nonsense.response.body)
    assert revoked.status == 200
    assert (await refresh(guest, first.text("refresh_token"))).status == 400


async def test_no_secret_of_a_session_is_stored(guest: Api, database: Database) -> None:
    """Only its hash, and never in an event."""
    _, first = await logged_in(guest)
    secret = first.text("refresh_token").partition(".")[2]

    for table in ("sessions", "event_store", "security_acts"):
        found = await database.connection.fetchval(
            f"select count(*) from {table} t where t::text like '%' || $1 || '%'",  # noqa: S608  our own names
            secret,
        )
        assert found == 0, table
