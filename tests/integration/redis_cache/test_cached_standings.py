"""How users and clients stand: remembered for seconds, and asked anew when told to."""

from uuid import UUID, uuid4

import pytest
from business_hexagon.application.ports.user_standings import Standing
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.scope import Scope
from redis_cache import CachedClientStandings, CachedUserStandings

from tests.fixtures.patient_redis import patient_link

pytestmark = pytest.mark.integration

USER, SESSION = uuid4(), uuid4()
ADA = Standing(Role.STAFF, is_active=True, sessions_valid_from=None, session_open=True)


class Source:
    """Tells standings and counts the questions."""

    def __init__(self) -> None:
        self.asked = 0

    async def of(self, user_id: UUID, session_id: UUID | None) -> Standing | None:
        """Ada's, for her session."""
        self.asked += 1
        return ADA if (user_id, session_id) == (USER, SESSION) else None


class Clients:
    """Tells scopes and counts the questions."""

    def __init__(self) -> None:
        self.asked = 0

    async def of(self, client_id: str) -> frozenset[Scope] | None:
        """Those of the shop."""
        self.asked += 1
        return frozenset({Scope.STOCK_READ}) if client_id.startswith("shop") else None


async def test_two_processes_ask_the_source_once(redis_url: str) -> None:
    """The second finds it in Redis; who changes it has all ask anew."""
    source = Source()
    first, second = patient_link(redis_url), patient_link(redis_url)
    here, there = CachedUserStandings(source, first), CachedUserStandings(source, second)

    assert not here.is_at_hand(USER, SESSION)
    assert await here.of(USER, SESSION) == await there.of(USER, SESSION) == ADA
    assert source.asked == 1
    assert here.is_at_hand(USER, SESSION)

    await here.forget(USER, SESSION)
    assert not here.is_at_hand(USER, SESSION)
    assert await here.of(USER, SESSION) == ADA
    assert source.asked == 2
    assert await here.of(USER, uuid4()) is None
    await first.aclose()
    await second.aclose()


async def test_scopes_of_a_client_come_back_as_they_went(redis_url: str) -> None:
    """Through Redis, and without it."""
    clients = Clients()
    link = patient_link(redis_url)
    shop = f"shop_{uuid4().hex[:12]}"

    assert await CachedClientStandings(clients, link).of(shop) == frozenset({Scope.STOCK_READ})
    assert await CachedClientStandings(clients, link).of(shop) == frozenset({Scope.STOCK_READ})
    assert clients.asked == 1
    assert await CachedClientStandings(clients, None).of(shop) == frozenset({Scope.STOCK_READ})
    assert await CachedClientStandings(clients, link).of("nobody") is None
    await link.aclose()
