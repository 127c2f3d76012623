"""The user aggregate."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.identity.events import UserCreated, UserUpdated
from business_hexagon.domain.identity.user import NO_PASSWORD, Role, User
from business_hexagon.domain.values.email import Email

USER_ID = UUID(int=1)


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
    """A profile update leaves the rest, and an update to the same records nothing."""
    user = ada()
    user.mark_saved()

    user.update_profile(name="Ada King")
    user.update_profile(email=Email("king@example.com"))
    user.update_profile(name="Ada King", email=Email("king@example.com"))

    assert [type(event) for event in user.pending] == [UserUpdated, UserUpdated]
    assert (user.name, user.email.value, user.version) == ("Ada King", "king@example.com", 3)


def test_becomes_an_administrator_with_the_given_password() -> None:
    """Whoever opened the account before does not inherit the role."""
    user = ada()
    user.become_administrator("other hash")

    assert (user.role, user.is_active, user.password_hash) == (Role.ADMIN, True, "other hash")


def test_folding_its_events_gives_the_same_user_without_the_password() -> None:
    """Events hold everything except the secret."""
    user = ada()
    user.update_profile(name="Ada King")
    user.become_administrator("hash")

    folded = User.from_events(user.pending)

    assert (folded.id, folded.email, folded.name) == (user.id, user.email, user.name)
    assert (folded.role, folded.is_active, folded.version) == (Role.ADMIN, True, 3)
    assert folded.password_hash == NO_PASSWORD


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
