"""Who writes in a chat, with which scopes, and where a user is reached."""

from datetime import timedelta

import pytest
from business_hexagon.application.queries.chats.find_chat_of_user import (
    ChatAddress,
    FindChatOfUser,
    FindChatOfUserQuery,
)
from business_hexagon.application.queries.chats.identify_chat import (
    ChatIdentity,
    IdentifyChatQuery,
)
from business_hexagon.domain.chats.chat import Chat
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.role_scopes import CHAT_SCOPES, CUSTOMER_SCOPES
from business_hexagon.domain.identity.scope import Scope

from tests.unit.business_hexagon.memory.chat_world import CHAT, ChatWorld
from tests.unit.business_hexagon.memory.people import ADA_ID, BOB_ID, GUEST, user

NEVER_IN_A_CHAT = (
    Scope.USERS_WRITE,
    Scope.CLIENTS_WRITE,
    Scope.SECURITY_READ,
    Scope.OPS_DISCARD,
    Scope.ORDERS_OVERRIDE,
    Scope.ORDERS_CANCEL_ANY,
    Scope.STOCK_WRITE,
    Scope.USERS_READ,
)


async def test_an_unknown_chat_is_a_guests(world: ChatWorld) -> None:
    """With the scopes of any guest."""
    assert await world.who() == ChatIdentity(GUEST)


async def test_a_linked_chat_is_its_users(world: ChatWorld) -> None:
    """With what its owner chose."""
    world.put_linked(user())
    chat = world.chat()
    chat.choose_language("de")
    chat.choose_time_zone("Europe/Berlin")
    chat.mute()
    world.writes.put(chat)
    identity = await world.identify.execute(IdentifyChatQuery(CHAT, "request_1"))
    assert (identity.actor.user_id, identity.actor.role) == (ADA_ID, Role.CUSTOMER)
    assert identity.actor.scopes == CUSTOMER_SCOPES
    assert identity.actor.request_id == "request_1"
    assert (identity.language, identity.is_muted, identity.is_known, identity.time_zone) == (
        "de",
        True,
        True,
        "Europe/Berlin",
    )


@pytest.mark.parametrize("role", list(Role))
async def test_in_a_chat_nobody_does_more_than_the_role_and_the_chat_allow(
    world: ChatWorld, role: Role
) -> None:
    """Whoever holds an administrator's phone is no administrator yet."""
    world.put_linked(user(role=role))
    actor = (await world.who()).actor
    assert actor.scopes == role.scopes & CHAT_SCOPES
    for scope in NEVER_IN_A_CHAT:
        with pytest.raises(PermissionDenied):
            actor.require(scope)


async def test_staff_acts_in_a_chat(world: ChatWorld) -> None:
    """On refunds, reports and tasks; redriving is an administrator's."""
    world.put_linked(user(role=Role.STAFF))
    staff = (await world.who()).actor
    for scope in (Scope.ORDERS_REFUND, Scope.ANALYTICS_READ, Scope.OPS_READ, Scope.TASKS_READ_ALL):
        staff.require(scope)
    assert not staff.has(Scope.OPS_REDRIVE)
    world.put_linked(user(role=Role.ADMIN))
    assert (await world.who()).actor.has(Scope.OPS_REDRIVE)


async def test_a_link_ends_like_a_session(world: ChatWorld) -> None:
    """With all sessions, and with the account."""
    world.put_linked(user())
    world.clock.advance(timedelta(seconds=1))
    stored = world.user()
    stored.close_sessions(world.clock.now())
    world.writes.put(stored)
    assert (await world.who()).actor.is_guest
    assert (await world.who()).is_known

    world.put_linked(stored)
    assert (await world.who()).actor.user_id == ADA_ID
    world.writes.put(user(is_active=False))
    assert (await world.who()).actor.is_guest


async def test_a_user_is_reached_in_the_chat_that_speaks_for_him(world: ChatWorld) -> None:
    """With what its owner chose."""
    find = FindChatOfUser(world.chat_standings)
    assert await find.execute(FindChatOfUserQuery(ADA_ID)) is None
    world.put_linked(user())
    assert await find.execute(FindChatOfUserQuery(ADA_ID)) == ChatAddress(
        CHAT, language=None, is_muted=False
    )
    chat = world.chat()
    chat.choose_language("de")
    chat.choose_time_zone("Europe/Berlin")
    chat.mute()
    world.writes.put(chat)
    assert await find.execute(FindChatOfUserQuery(ADA_ID)) == ChatAddress(
        CHAT, language="de", is_muted=True, time_zone="Europe/Berlin"
    )
    assert await find.execute(FindChatOfUserQuery(BOB_ID)) is None


async def test_nobody_is_reached_where_it_would_be_in_vain_or_a_thiefs(world: ChatWorld) -> None:
    """Blocked, unlinked, or the link has ended."""
    find = FindChatOfUser(world.chat_standings)
    world.put_linked(user())
    chat = world.chat()
    chat.block()
    world.writes.put(chat)
    assert await find.execute(FindChatOfUserQuery(ADA_ID)) is None

    world.put_linked(user(is_active=False))
    assert await find.execute(FindChatOfUserQuery(ADA_ID)) is None

    world.writes.put(user(), Chat.open(CHAT))
    assert await find.execute(FindChatOfUserQuery(ADA_ID)) is None
