"""What is ended in one process counts in all of them, within seconds."""

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from tests.fixtures.eventually import eventually
from tests.integration.api_service.api_scene import PASSWORD, Api
from tests.integration.api_service.second_api import another_api


@pytest.fixture(scope="module")
async def elsewhere(api_environment: dict[str, str]) -> AsyncIterator[Api]:
    """A guest of another api_service."""
    async with another_api(api_environment) as api:
        yield api


async def is_refused(api: Api, path: str = "/api/v1/me") -> None:
    """Wait until a token counts no more."""

    async def look() -> bool | None:
        return True if (await api.get(path)).status == 401 else None

    await eventually(look, "a refusal")


async def test_logging_out_ends_the_session_here_at_once(guest: Api) -> None:
    """Its access token too, though it has not run out."""
    ada = await guest.register()

    assert (await ada.post("/api/v1/auth/log_out")).status == 204

    answer = await ada.get("/api/v1/me")
    assert (answer.status, answer.code) == (401, "unauthenticated")
    assert 'error="invalid_token"' in (answer.header("www-authenticate") or "")


async def test_logging_out_everywhere_counts_in_another_process_within_seconds(
    guest: Api, elsewhere: Api
) -> None:
    """Also for a session that was opened there and is remembered there."""
    email = await guest.new_account()
    here = await guest.log_in(email, PASSWORD)
    there = await elsewhere.log_in(email, PASSWORD)
    assert (await there.get("/api/v1/me")).status == 200

    assert (await here.post("/api/v1/auth/log_out_everywhere")).status == 204

    await is_refused(there)
    assert (await here.get("/api/v1/me")).status == 401
    again = await elsewhere.log_in(email, PASSWORD)
    assert (await again.get("/api/v1/me")).status == 200


async def test_another_role_counts_in_another_process_within_seconds(
    guest: Api, elsewhere: Api, admin: Api
) -> None:
    """A token that was issued to staff is worth no more than the customer that holds it now."""
    email = await guest.new_account()
    users = (await admin.get(f"/api/v1/users?email={email}")).rows("items")
    path = f"/api/v1/users/{users[0]['id']}"
    promoted = await admin.ask("PATCH", path, {"role": "staff"}, {"if-match": '"1"'})
    assert promoted.body["role"] == "staff"
    staff = await elsewhere.log_in(email, PASSWORD)
    assert (await staff.get("/api/v1/orders?all=true")).status == 200

    version = promoted.header("etag") or ""
    demoted = await admin.ask("PATCH", path, {"role": "customer"}, {"if-match": version})
    assert demoted.status == 200

    async def look() -> bool | None:
        return True if (await staff.get("/api/v1/orders?all=true")).status == 403 else None

    await eventually(look, "staff is staff no more")
    assert (await staff.get("/api/v1/orders")).status == 200


async def test_what_was_ended_stays_ended_after_redis_has_lost_everything(
    guest: Api, elsewhere: Api, redis_url: str
) -> None:
    """The standing of a session is read again from where it is written."""
    email = await guest.new_account()
    here = await guest.log_in(email, PASSWORD)
    there = await elsewhere.log_in(email, PASSWORD)
    assert (await there.get("/api/v1/me")).status == 200

    assert (await here.post("/api/v1/auth/log_out_everywhere")).status == 204
    async with Redis.from_url(redis_url) as redis:
        await redis.flushdb()

    await is_refused(there)
    again = await elsewhere.log_in(email, PASSWORD)
    assert (await again.get("/api/v1/me")).status == 200


async def test_a_closed_account_is_refused_within_seconds(
    guest: Api, elsewhere: Api, admin: Api
) -> None:
    """Everywhere; and it cannot log in."""
    email = await guest.new_account()
    ada = await elsewhere.log_in(email, PASSWORD)
    users = (await admin.get(f"/api/v1/users?email={email}")).rows("items")
    path = f"/api/v1/users/{users[0]['id']}"

    closed = await admin.ask("PATCH", path, {"is_active": False}, {"if-match": '"1"'})

    assert closed.body["is_active"] is False
    await is_refused(ada)
    answer = await guest.post("/api/v1/auth/log_in", {"email": email, "password": PASSWORD})
    assert (answer.status, answer.code) == (401, "wrong_credentials")


async def test_shows_ones_sessions_and_ends_one_of_them(guest: Api, elsewhere: Api) -> None:
    """The other goes on; a stranger's session is nobody's business."""
    email = await guest.new_account()
    desk, phone = await guest.log_in(email, PASSWORD), await elsewhere.log_in(email, PASSWORD)
    stranger = await guest.register()

    sessions = (await desk.get("/api/v1/me/sessions")).rows("items")
    newest = str(sessions[0]["id"])

    assert len(sessions) == 2
    assert {session["address"] for session in sessions} == {"127.0.0.1"}
    assert not any("hash" in name for name in sessions[0])
    path = f"/api/v1/me/sessions/{newest}/revoke"
    assert (await stranger.post(path)).status == 404
    assert (await desk.post(path)).status == 204
    await is_refused(phone)
    assert (await desk.get("/api/v1/me")).status == 200


async def test_another_password_ends_all_other_sessions(guest: Api) -> None:
    """With the present one only, and no weak one instead."""
    email = await guest.new_account()
    here, lost = await guest.log_in(email, PASSWORD), await guest.log_in(email, PASSWORD)
    path, new = "/api/v1/me/password", "staple under the old oak"

    wrong = {"current_password": "something else entirely", "new_password": new}
    weak = {"current_password": PASSWORD, "new_password": "password12345"}
    right = {"current_password": PASSWORD, "new_password": new}

    assert (await here.post(path, wrong)).code == "wrong_credentials"
    assert (await here.post(path, weak)).code == "weak_password"
    assert (await here.post(path, right)).status == 204
    await is_refused(lost)
    assert (await here.get("/api/v1/me")).status == 200
    await guest.log_in(email, new)


async def test_an_administrator_ends_the_sessions_of_somebody(guest: Api, admin: Api) -> None:
    """Support may look at accounts, and do nothing of the kind."""
    email = await guest.new_account()
    ada = await guest.log_in(email, PASSWORD)
    users = (await admin.get(f"/api/v1/users?email={email}")).rows("items")
    path = f"/api/v1/users/{users[0]['id']}"

    assert (await ada.get(path)).status == 403
    assert (await ada.post(f"{path}/revoke_sessions")).status == 403
    assert (await admin.post(f"{path}/revoke_sessions")).status == 204
    await is_refused(ada)


async def test_nobody_changes_his_own_role_or_another_versions(guest: Api, admin: Api) -> None:
    """The only administrator stays; a change without the version that was read is refused."""
    me = (await admin.get("/api/v1/me")).text("id")
    email = await guest.new_account()
    users = (await admin.get(f"/api/v1/users?email={email}")).rows("items")
    path = f"/api/v1/users/{users[0]['id']}"
    own = f"/api/v1/users/{me}"
    version = (await admin.get(own)).header("etag") or ""

    demoted = await admin.ask("PATCH", own, {"role": "customer"}, {"if-match": version})
    stale = await admin.ask("PATCH", path, {"role": "staff"}, {"if-match": '"7"'})
    unread = await admin.ask("PATCH", path, {"role": "staff"})

    assert (demoted.status, demoted.code) == (409, "role_protected")
    assert stale.status == 412
    assert unread.status == 428
    assert (
        await admin.ask("PATCH", path, {"role": "staff", "is_active": False}, {"if-match": '"1"'})
    ).status == 422


async def test_the_audit_tells_who_did_what_from_where(guest: Api, admin: Api) -> None:
    """With the request, the address and the program; customers may not read it."""
    email = await guest.new_account()
    ada = await guest.log_in(email, PASSWORD)
    me = (await ada.get("/api/v1/me")).text("id")
    headers = {"x-request-id": "audited_request", "user-agent": "a program " * 40}
    done = await ada.post("/api/v1/auth/log_out_everywhere", None, headers)
    assert done.status == 204

    acts = (await admin.get(f"/api/v1/security_acts?subject_id={me}")).rows("items")

    assert [act["act"] for act in acts] == ["log_out_everywhere", "log_in", "registered"]
    assert acts[0]["request_id"] == "audited_request"
    assert acts[0]["actor_id"] == me
    assert acts[0]["address"] == "127.0.0.1"
    assert acts[0]["user_agent"] == ("a program " * 40)[:255]
    assert (await (await guest.register()).get("/api/v1/security_acts")).status == 403
