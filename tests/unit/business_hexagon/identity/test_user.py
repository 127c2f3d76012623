"""The user aggregate."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.identity.events import (
    UserCreated,
    UserPasswordChanged,
    UserUpdated,
)
from business_hexagon.domain.identity.user import NO_PASSWORD, Role, User
from business_hexagon.domain.values.email import Email

USER_ID = UUID(int=1)
NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def ada() -> User:
    """A new customer."""
    return User.register(
        user_id=USER_ID,
        email=Email("Ada@Example.com"),
        name=" Ada Lovelace ",
        password_hash="hash",
        registration_source="api",
    )


def test_registers_a_customer_with_one_event() -> None:
    """A new account is an open customer's at version 1."""
    user = ada()

    assert user.pending == (
        UserCreated(
            user_id=USER_ID,
            email="ada@example.com",
            name="Ada Lovelace",
            role="customer",
            registration_source="api",
        ),
    )
    assert (user.version, user.loaded_version, user.stream) == (1, 0, f"user/{USER_ID}")
    assert (user.role, user.is_active, user.password_hash) == (Role.CUSTOMER, True, "hash")


def test_refuses_an_empty_name() -> None:
    """A name of blanks is no name."""
    with pytest.raises(InvalidValue) as refusal:
        User.register(
            user_id=USER_ID,
            email=Email("ada@example.com"),
            name="  ",
            password_hash="hash",
            registration_source="api",
        )

    assert refusal.value.field == "name"


def test_changes_only_what_is_given() -> None:
    """Every change leaves the rest, and a change to the same records nothing."""
    user = ada()
    user.mark_saved()

    user.rename("Ada King")
    user.verify_email(Email("king@example.com"), NOON)
    user.change_role(Role.SUPPORT)
    user.rename(" Ada King ")
    user.verify_email(Email("king@example.com"), NOON + HOUR)
    user.change_role(Role.SUPPORT)
    user.activate()

    assert [type(event) for event in user.pending] == [UserUpdated] * 3
    assert (user.name, user.log_in_email().value, user.version) == (
        "Ada King",
        "king@example.com",
        4,
    )
    assert (user.role, user.email_verified_at) == (Role.SUPPORT, NOON)


def test_a_new_address_has_to_be_proven_anew() -> None:
    """The proof of the old one says nothing about it."""
    user = ada()
    user.verify_email(user.log_in_email(), NOON)
    user.verify_email(Email("king@example.com"), NOON + HOUR)

    assert user.email_verified_at == NOON + HOUR


def test_a_closed_account_accepts_no_session() -> None:
    """And opened again none of those from before."""
    user = ada()
    assert user.accepts_session(NOON)
    user.deactivate(NOON + HOUR)
    user.deactivate(NOON + 2 * HOUR)
    assert not user.accepts_session(NOON + 3 * HOUR)
    user.activate()
    assert not user.accepts_session(NOON)
    assert user.accepts_session(NOON + HOUR)


def test_a_password_is_changed_without_telling_it() -> None:
    """The events say why, and nothing else."""
    user = ada()
    user.mark_saved()
    user.change_password("other hash")
    user.rehash("stronger hash")

    assert user.password_hash == "stronger hash"
    assert user.pending == (
        UserPasswordChanged(user_id=USER_ID, reason="changed"),
        UserPasswordChanged(user_id=USER_ID, reason="rehashed"),
    )


def test_becomes_an_administrator_with_the_given_password() -> None:
    """Whoever opened the account before inherits neither the role nor a session."""
    user = ada()
    user.become_administrator("other hash", NOON)

    assert (user.role, user.is_active, user.password_hash) == (Role.ADMIN, True, "other hash")
    assert (user.email_verified_at, user.sessions_valid_from) == (NOON, NOON)


def test_folding_its_events_gives_the_same_user_without_the_password() -> None:
    """Events hold everything except the secret."""
    user = ada()
    user.rename("Ada King")
    user.repeat_registration(user.log_in_email())
    user.become_administrator("hash", NOON)

    folded = User.from_events(user.pending)

    assert (folded.id, folded.email, folded.name) == (user.id, user.email, user.name)
    assert (folded.role, folded.is_active, folded.version) == (Role.ADMIN, True, 5)
    assert (folded.email_verified_at, folded.sessions_valid_from) == (NOON, NOON)
    assert folded.password_hash == NO_PASSWORD


def test_an_event_from_before_verification_is_of_an_unproven_address() -> None:
    """Old records have none of the newer fields."""
    old = UserUpdated(
        user_id=USER_ID, email="ada@example.com", name="Ada", role="customer", is_active=True
    )
    user = User.from_events((*ada().pending, old))

    assert (user.email_verified_at, user.sessions_valid_from) == (None, None)


def test_restores_a_user_from_its_row() -> None:
    """A restored user has nothing pending and its row's version."""
    created_at = datetime(2026, 1, 15, tzinfo=UTC)
    user = User.restore(
        user_id=USER_ID,
        email=Email("ada@example.com"),
        name="Ada",
        role=Role.STAFF,
        is_active=False,
        password_hash="hash",
        version=4,
        created_at=created_at,
    )

    assert (user.pending, user.version, user.loaded_version) == ((), 4, 4)
    assert (user.role, user.is_active, user.created_at) == (Role.STAFF, False, created_at)
