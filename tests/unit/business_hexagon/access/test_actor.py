"""Who may what."""

from itertools import pairwise
from uuid import UUID

import pytest
from business_hexagon.application.actor import SYSTEM, Actor
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.role_scopes import GUEST_SCOPES
from business_hexagon.domain.identity.scope import EVERY_SCOPE, Scope

ADA_ID = UUID(int=1)


def test_each_role_may_more_than_the_one_before() -> None:
    """From a guest, who may least, to an administrator, who may all."""
    ladder = [GUEST_SCOPES, *(role.scopes for role in Role)]
    for less, more in pairwise(ladder):
        assert less < more
    assert ladder[-1] == EVERY_SCOPE


@pytest.mark.parametrize(
    ("scope", "role"),
    [
        (Scope.ORDERS_REFUND, Role.SUPPORT),
        (Scope.ORDERS_OVERRIDE, Role.SUPPORT),
        (Scope.USERS_WRITE, Role.STAFF),
        (Scope.OPS_REDRIVE, Role.STAFF),
        (Scope.ORDERS_READ_ALL, Role.CUSTOMER),
        (Scope.TASKS_READ_ALL, Role.CUSTOMER),
    ],
)
def test_no_role_may_what_is_the_next_ones(scope: Scope, role: Role) -> None:
    """Money, prices and people are not for everybody."""
    with pytest.raises(PermissionDenied) as refusal:
        Actor(ADA_ID, role).require(scope)
    assert refusal.value.action == scope.value


def test_scopes_follow_the_role_unless_they_are_given() -> None:
    """An empty set is given too."""
    assert Actor().scopes == Actor.guest().scopes == GUEST_SCOPES
    assert Actor(ADA_ID, Role.STAFF).scopes == Role.STAFF.scopes
    assert SYSTEM.scopes == EVERY_SCOPE
    assert Actor(ADA_ID, Role.ADMIN, scopes=frozenset()).scopes == frozenset()
    assert Actor.of_user(ADA_ID, Role.SUPPORT).scopes == Role.SUPPORT.scopes


def test_no_token_makes_more_of_a_user_than_the_role() -> None:
    """Nor does it give what it does not name."""
    actor = Actor.of_user(
        ADA_ID, Role.CUSTOMER, scopes=frozenset({Scope.USERS_WRITE, Scope.ORDERS_READ})
    )
    assert actor.scopes == {Scope.ORDERS_READ}
    actor.require(Scope.ORDERS_READ)
    assert not actor.has(Scope.USERS_WRITE)


def test_a_guest_is_neither_user_nor_program_nor_ours() -> None:
    """And has no id to act under."""
    program = Actor.of_client("importer", frozenset({Scope.ORDERS_PLACE}))
    assert Actor.guest().is_guest
    assert not any(one.is_guest for one in (program, SYSTEM, Actor(ADA_ID, Role.CUSTOMER)))
    assert Actor(ADA_ID, Role.CUSTOMER).require_user("anything") == ADA_ID
    for actor in (Actor.guest(), program, SYSTEM):
        with pytest.raises(PermissionDenied):
            actor.require_user("anything")


def test_what_belongs_to_nobody_is_nobodys_own() -> None:
    """Though a guest's id is nothing either."""
    assert Actor(ADA_ID, Role.CUSTOMER).owns(ADA_ID)
    assert not Actor(ADA_ID, Role.CUSTOMER).owns(UUID(int=2))
    assert not Actor.guest().owns(None)
