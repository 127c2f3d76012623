"""Chats: whoever finds a phone, a code or the bot's key gets no further than a chat goes."""

from secrets import randbits, token_urlsafe
from uuid import UUID, uuid4

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.chats.issue_chat_code import IssueChatCodeCommand
from business_hexagon.application.commands.chats.link_chat import LinkChatCommand
from business_hexagon.application.commands.chats.open_chat_account import OpenChatAccountCommand
from business_hexagon.application.commands.identity.change_user_role import (
    ChangeUserRole,
    ChangeUserRoleCommand,
)
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.application.queries.chats.identify_chat import IdentifyChatQuery
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.role_scopes import CHAT_SCOPES
from storage_clients.refusal import RequestRefused
from storage_clients.system_ports import Uuid6Ids

from tests.fixtures.chats_in_hand import ChatsInHand, update_claim
from tests.fixtures.storage_writes import event
from tests.security.person import Person
from tests.security.stage import Stage

_TRIES = 10


@pytest.fixture
def chat_id() -> int:
    """A chat that nobody knows."""
    return randbits(51)


async def actor_in(bot: ChatsInHand, chat_id: int) -> Actor:
    """Who writes in the chat."""
    return (await bot.identify.execute(IdentifyChatQuery(chat_id))).actor


async def test_an_administrators_phone_administers_nobody(
    admin: Person, customer: Person, bot: ChatsInHand, chat_id: int
) -> None:
    """The use case refuses it, as it refuses a customer; nothing is written."""
    code = (await admin.post("/me/chat_link_codes")).text("code")
    await bot.link.execute(LinkChatCommand(chat_id, code, update_claim()))
    actor = await actor_in(bot, chat_id)
    assert (actor.user_id, actor.role) == (UUID(admin.user_id), Role.ADMIN)
    assert actor.scopes == CHAT_SCOPES
    change_role = ChangeUserRole(
        users=bot.users, writes=bot.writes, ids=Uuid6Ids(), present=lambda user: user.id.bytes
    )
    with pytest.raises(PermissionDenied, match="users:write"):
        await change_role.execute(
            ChangeUserRoleCommand(actor=actor, user_id=UUID(customer.user_id), role=Role.ADMIN)
        )
    assert (await admin.get(f"/users/{customer.user_id}")).text("role") == "customer"
    assert (await admin.ask("DELETE", "/me/chats")).status == 204


async def test_who_has_the_bots_key_makes_no_administrator(
    stage: Stage, customer: Person, bot: ChatsInHand, chat_id: int
) -> None:
    """Neither of an account that there is, nor of a new one, nor with an event of another kind."""
    thief = stage.caller("bot_service", "db_postgres_service")
    row = (await thief.get(f"/users/{customer.user_id}")).json
    context = {"service": "bot_service", "request_id": "request_1"}
    taken = row | {"role": "admin", "version": 2, "password_hash": ""}
    fresh = row | {"id": str(uuid4()), "email": None, "version": 1, "password_hash": ""}
    forgeries = ((1, taken, 2), (0, fresh | {"role": "admin"}, 1), (0, taken, 2))
    for expected_version, forged, version in forgeries:
        write = {"resource": "user", "expected_version": expected_version, "row": forged}
        events = [
            event(f"user/{forged['id']}", each, "user.created").model_dump(mode="json")
            for each in range(expected_version + 1, version + 1)
        ]
        body = {"context": context, "rows": [write], "events": events}
        answer = await thief.post("/atomic_writes", body)
        assert (answer.status, answer.code) == (403, "operation_not_allowed"), answer
    # Control: what it may do, it does.
    await bot.open_account.execute(OpenChatAccountCommand(chat_id=chat_id, name="Ada"))
    assert (await actor_in(bot, chat_id)).role is Role.CUSTOMER
    for path in ("user_credentials", "sessions", "security_acts"):
        assert (await thief.get(f"/{path}/{customer.user_id}")).status == 403, path


async def test_codes_are_not_guessed(customer: Person, bot: ChatsInHand, chat_id: int) -> None:
    """Ten tries a minute at 96 bits; and the answer to a good code of another is that of a bad."""
    code = await bot.issue.execute(IssueChatCodeCommand(chat_id))
    refused = [
        await customer.post("/me/chats", {"code": token_urlsafe(12)}) for _ in range(_TRIES + 1)
    ]
    assert {answer.status for answer in refused} == {404, 429}
    assert refused[-1].code == "rate_limited"
    assert "credentials" in (refused[-1].header("ratelimit-policy") or "")
    # The good code is of no use to whoever has no try left, from wherever he tries.
    assert (await customer.elsewhere().post("/me/chats", {"code": code})).status == 429
    assert (await actor_in(bot, chat_id)).is_guest


async def test_a_code_is_good_for_one_chat_and_one_account(
    customer: Person, stranger: Person, bot: ChatsInHand, chat_id: int
) -> None:
    """Whoever reads it over a shoulder comes too late, and learns nothing."""
    in_chat = await bot.issue.execute(IssueChatCodeCommand(chat_id))
    linked = await customer.post("/me/chats", {"code": in_chat})
    assert (linked.status, linked.body) == (204, b"")
    used = await stranger.post("/me/chats", {"code": in_chat})
    wrong = await stranger.post("/me/chats", {"code": token_urlsafe(12)})
    assert (used.status, used.code) == (wrong.status, wrong.code) == (404, "not_found")
    for secret in (customer.user_id, customer.email, str(chat_id)):
        assert secret.encode() not in used.body
    actor = await actor_in(bot, chat_id)
    assert actor.user_id == UUID(customer.user_id)

    from_api = (await stranger.post("/me/chat_link_codes")).text("code")
    await bot.link.execute(LinkChatCommand(chat_id + 1, from_api, update_claim()))
    for thief in (chat_id, chat_id + 2):
        with pytest.raises(NotFound):
            await bot.link.execute(LinkChatCommand(thief, from_api, update_claim()))


async def test_a_link_ends_with_all_sessions_at_once(
    customer: Person, bot: ChatsInHand, chat_id: int
) -> None:
    """Nothing remembers it for seconds; a code asked for before is worth nothing either."""
    code = (await customer.post("/me/chat_link_codes")).text("code")
    await bot.link.execute(LinkChatCommand(chat_id, code, update_claim()))
    assert not (await actor_in(bot, chat_id)).is_guest
    late = (await customer.post("/me/chat_link_codes")).text("code")
    assert (await customer.post("/auth/log_out_everywhere")).status == 204
    assert (await actor_in(bot, chat_id)).is_guest
    with pytest.raises(NotFound):
        await bot.link.execute(LinkChatCommand(chat_id, late, update_claim()))


async def test_the_bot_cannot_change_an_account_that_there_is(
    customer: Person, bot: ChatsInHand
) -> None:
    """Not even by its own use cases' way of writing."""
    user = await bot.users.get(UUID(customer.user_id))
    assert user is not None
    user.change_role(Role.ADMIN)
    with pytest.raises(RequestRefused, match="operation_not_allowed"):
        await bot.writes.commit(Change(saves=(user,)))
