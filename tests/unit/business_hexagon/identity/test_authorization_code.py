"""The authorization code grant: a browser in between, who may listen."""

from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from business_hexagon.application.commands.identity.authorization_request import (
    AuthorizationRequest,
)
from business_hexagon.application.commands.identity.authorize import Authorize, AuthorizeCommand
from business_hexagon.application.commands.identity.exchange_code import (
    ExchangeCode,
    ExchangeCodeCommand,
)
from business_hexagon.application.commands.identity.token_grant import TokenGrant
from business_hexagon.application.errors import NotUnique, VersionConflict
from business_hexagon.application.queries.identity.get_authorization_request import (
    GetAuthorizationRequest,
    GetAuthorizationRequestQuery,
)
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.identity.errors import (
    InvalidClient,
    InvalidGrant,
    InvalidRedirect,
    InvalidScope,
    WrongCredentials,
)
from business_hexagon.domain.identity.one_time_token import OneTimePurpose, OneTimeToken
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.session import Session

from tests.unit.business_hexagon.memory.identity_world import (
    BROWSER,
    CLIENT_SECRET,
    PASSWORD,
    IdentityWorld,
)

VERIFIER = "v" * 64
CHALLENGE = urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
REDIRECT = "https://shop.example.com/signed_in"
REQUEST = AuthorizationRequest(
    client_id="web_shop", redirect_uri=REDIRECT, code_challenge=CHALLENGE
)


@pytest.fixture
def use_case(world: IdentityWorld) -> ExchangeCode:
    """The second half; a page in a browser is the program."""
    world.put_client("web_shop")
    return ExchangeCode(
        clients=world.clients,
        codes=world.one_time_tokens,
        secrets=world.secrets,
        sessions=world.sessions,
        users=world.users,
        writes=world.writes,
        ids=world.ids,
        clock=world.clock,
        tokens=world.tokens,
        refresh_secrets=world.refresh_secrets,
    )


async def code_of(
    world: IdentityWorld, request: AuthorizationRequest = REQUEST, password: str = PASSWORD
) -> str:
    """The first half: Ada lets the program in."""
    authorize = Authorize(
        clients=world.clients,
        passwords=world.passwords(),
        secrets=world.secrets,
        writes=world.writes,
        ids=world.ids,
        clock=world.clock,
    )
    code = await authorize.execute(
        AuthorizeCommand(actor=BROWSER, email="ada@example.com", password=password, request=request)
    )
    assert code.redirect_uri == request.redirect_uri
    assert code.text not in repr(code)
    return code.text


def exchange(code: str) -> ExchangeCodeCommand:
    """The program comes for its tokens."""
    return ExchangeCodeCommand(
        actor=BROWSER,
        code=code,
        client_id="web_shop",
        redirect_uri=REDIRECT,
        code_verifier=VERIFIER,
    )


async def test_a_code_opens_a_session_of_the_program(
    world: IdentityWorld, use_case: ExchangeCode
) -> None:
    """For what the program may, of what the user may."""
    grant = await use_case.execute(exchange(await code_of(world)))
    session = world.session_of(grant)

    assert grant.scopes == {Scope.ORDERS_READ, Scope.PROFILE_READ}
    assert (session.client_id, world.is_open(session)) == ("web_shop", True)
    assert (world.audit, world.acts[0].client_id) == (["log_in ok"], "web_shop")


async def test_a_code_from_before_all_sessions_ended_opens_none(
    world: IdentityWorld, use_case: ExchangeCode
) -> None:
    """Logging out everywhere reaches a code that is still on its way."""
    code = await code_of(world)
    world.clock.advance(timedelta(seconds=1))
    stored = world.user()
    stored.close_sessions(world.clock.now())
    world.writes.put(stored)
    with pytest.raises(InvalidGrant):
        await use_case.execute(exchange(code))
    assert not list(world.storage.all_of(Session))


async def test_a_code_that_comes_twice_ends_the_session(
    world: IdentityWorld, use_case: ExchangeCode
) -> None:
    """Two have it: nobody shall. Coming a third time changes nothing."""
    code = await code_of(world)
    grant = await use_case.execute(exchange(code))
    for _ in range(2):
        with pytest.raises(InvalidGrant):
            await use_case.execute(exchange(code))

    assert world.session_of(grant).revoked_reason == "code_reused"
    assert world.audit == ["log_in ok", "code_reused refused"]


async def test_of_two_at_the_same_moment_one_gets_a_session_and_loses_it(
    world: IdentityWorld, use_case: ExchangeCode
) -> None:
    """The version of the code lets one through; the other finds it used."""
    code = await code_of(world)
    grants = list[TokenGrant]()
    commit = world.writes.commit
    calls = 0

    async def later(change: object) -> object:
        nonlocal calls
        calls += 1
        if calls == 1:
            grants.append(await use_case.execute(exchange(code)))
        return await commit(change)  # type: ignore[arg-type]  # passed on as it came

    world.writes.commit = later  # type: ignore[method-assign, assignment]  # the race
    with pytest.raises(InvalidGrant):
        await use_case.execute(exchange(code))

    assert world.session_of(grants[0]).revoked_reason == "code_reused"
    assert len(list(world.storage.all_of(Session))) == 1


async def test_a_used_code_without_a_session_is_just_refused(
    world: IdentityWorld, use_case: ExchangeCode
) -> None:
    """Such as one whose session was removed long ago."""
    code = await code_of(world)
    grant = await use_case.execute(exchange(code))
    del world.storage.rows[world.session_of(grant).stream]
    with pytest.raises(InvalidGrant):
        await use_case.execute(exchange(code))


@pytest.mark.parametrize(
    "stolen",
    [
        {"code_verifier": "w" * 64},
        {"code_verifier": "short"},
        {"code_verifier": CHALLENGE},
        {"redirect_uri": "https://evil.example.com/"},
        {"client_id": "other_shop"},
        {"code": "x"},
        {"code": f"{'0' * 32}.{'A' * 43}"},
    ],
)
async def test_a_stolen_code_is_worth_nothing(
    world: IdentityWorld, use_case: ExchangeCode, stolen: dict[str, str]
) -> None:
    """Without the verifier, for another program, to another address; and it stays good."""
    world.put_client("other_shop")
    command = exchange(await code_of(world))
    with pytest.raises(InvalidGrant):
        await use_case.execute(replace(command, **stolen))  # type: ignore[arg-type]  # texts
    assert (await use_case.execute(command)).refresh_token


async def test_a_code_works_for_one_minute(world: IdentityWorld, use_case: ExchangeCode) -> None:
    """A browser needs less."""
    code = await code_of(world)
    world.clock.advance(timedelta(seconds=60))
    with pytest.raises(InvalidGrant):
        await use_case.execute(exchange(code))


async def test_a_mailed_token_is_no_code(world: IdentityWorld, use_case: ExchangeCode) -> None:
    """A token is good for its purpose alone, even when the storage confuses the two."""
    code = await code_of(world)
    (row,) = world.storage.all_of(OneTimeToken)
    row.purpose = OneTimePurpose.PASSWORD_RESET
    world.storage.rows[row.stream] = row
    with pytest.raises(InvalidGrant):
        await use_case.execute(exchange(code))


@pytest.mark.parametrize("what", ["password", "activity", "gone"])
async def test_a_code_ends_with_the_account_or_its_password(
    world: IdentityWorld, use_case: ExchangeCode, what: str
) -> None:
    """Who changed his password to lock somebody out has locked out his codes too."""
    code = await code_of(world)
    stored = world.user()
    if what == "password":
        stored.change_password("plain:another password")
    else:
        stored.deactivate(world.clock.now())
    world.writes.put(stored)
    if what == "gone":
        del world.storage.rows[stored.stream]
    with pytest.raises(InvalidGrant):
        await use_case.execute(exchange(code))


async def test_a_confidential_program_must_show_its_secret(
    world: IdentityWorld, use_case: ExchangeCode
) -> None:
    """Beside the proof key."""
    world.put_client("server_shop", secret=CLIENT_SECRET)
    code = await code_of(world, replace(REQUEST, client_id="server_shop"))
    command = replace(exchange(code), client_id="server_shop")
    with pytest.raises(InvalidClient):
        await use_case.execute(command)
    grant = await use_case.execute(replace(command, client_secret=CLIENT_SECRET))
    assert grant.refresh_token


async def test_conflicts_are_tried_again(world: IdentityWorld, use_case: ExchangeCode) -> None:
    """Of two at once the database may tell the later of the code, or of the session."""
    command = exchange(await code_of(world))
    world.writes.failures.extend((VersionConflict("one_time_token"), NotUnique("id")))
    assert (await use_case.execute(command)).refresh_token


@pytest.mark.usefixtures("use_case")
@pytest.mark.parametrize(
    ("request_", "refusal"),
    [
        (replace(REQUEST, client_id="nobody"), InvalidClient),
        (replace(REQUEST, redirect_uri=REDIRECT + "/"), InvalidRedirect),
        (replace(REQUEST, redirect_uri=REDIRECT + "?next=https://evil.example"), InvalidRedirect),
        (replace(REQUEST, redirect_uri=REDIRECT.upper()), InvalidRedirect),
        (replace(REQUEST, code_challenge_method="plain"), InvalidValue),
        (replace(REQUEST, code_challenge=""), InvalidValue),
        (replace(REQUEST, scopes=frozenset({"users:write"})), InvalidScope),
        (replace(REQUEST, scopes=frozenset({"nonsense"})), InvalidScope),
    ],
)
async def test_a_bad_request_is_refused_before_any_password_is_read(
    world: IdentityWorld,
    request_: AuthorizationRequest,
    refusal: type[Exception],
) -> None:
    """By the page as by the form."""
    with pytest.raises(refusal):
        await code_of(world, request_)
    page = GetAuthorizationRequest(clients=world.clients)
    with pytest.raises(refusal):
        await page.execute(GetAuthorizationRequestQuery(request_))
    assert world.hasher.verifications == 0


@pytest.mark.usefixtures("use_case")
async def test_the_page_tells_which_program_asks_for_what(world: IdentityWorld) -> None:
    """As an administrator named it."""
    page = GetAuthorizationRequest(clients=world.clients)
    checked = await page.execute(
        GetAuthorizationRequestQuery(replace(REQUEST, scopes=frozenset({"orders:read"})))
    )
    assert checked.client.name == "Web shop"
    assert checked.scopes == {Scope.ORDERS_READ}


@pytest.mark.usefixtures("use_case")
async def test_a_wrong_password_issues_no_code(world: IdentityWorld) -> None:
    """It counts as at any other log in."""
    with pytest.raises(WrongCredentials):
        await code_of(world, password="wrong horse battery")
    assert world.audit == ["log_in_failed refused"]
    assert list(world.storage.all_of(OneTimeToken)) == []
