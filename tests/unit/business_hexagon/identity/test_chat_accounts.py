"""Accounts that were opened in a chat: no address, no password, and no way in but the chat."""

from datetime import timedelta
from uuid import UUID

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.change_password import (
    ChangePassword,
    ChangePasswordCommand,
)
from business_hexagon.application.commands.identity.update_me import UpdateMe, UpdateMeCommand
from business_hexagon.application.event_handlers.mail_notifier import MailNotifier
from business_hexagon.application.event_handlers.recipients import address_of
from business_hexagon.application.event_handlers.when_user_created_welcome_user import (
    WhenUserCreatedWelcomeUser,
)
from business_hexagon.domain.identity.errors import WrongCredentials
from business_hexagon.domain.identity.events import UserCreated
from business_hexagon.domain.identity.one_time_token import OneTimeToken, present_email
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.user import NO_PASSWORD, User
from business_hexagon.domain.notifications.notification import NotificationStatus
from business_hexagon.domain.values.email import Email

from tests.fakes.recording_mailer import RecordingMailer
from tests.unit.business_hexagon.memory.identity_world import IdentityWorld
from tests.unit.business_hexagon.memory.incoming import incoming
from tests.unit.business_hexagon.memory.people import present

USER_ID = UUID(int=5)


def chat_user() -> User:
    """Somebody who came by a chat."""
    return User.open_in_chat(user_id=USER_ID, name=" Ada ")


@pytest.fixture
def actor(world: IdentityWorld) -> Actor:
    """He is here."""
    world.writes.put(chat_user())
    return Actor.of_user(USER_ID, Role.CUSTOMER)


def test_is_a_customers_without_address_and_password() -> None:
    """As its one event says, also when it is folded."""
    opened = chat_user()
    assert opened.pending == (
        UserCreated(
            user_id=USER_ID,
            email=None,
            name="Ada",
            role="customer",
            registration_source="bot",
        ),
    )
    for user in (opened, User.from_events(opened.pending)):
        assert (user.email, user.role, user.is_active) == (None, Role.CUSTOMER, True)
        assert user.password_hash == NO_PASSWORD
        assert present_email(user) == ""


def test_changes_like_any_other(world: IdentityWorld) -> None:
    """Its events go on without an address, until one is proven."""
    user = chat_user()
    user.rename("Ada King")
    user.deactivate(world.clock.now())
    folded = User.from_events(user.pending)
    assert (folded.email, folded.name, folded.is_active) == (None, "Ada King", False)
    user.verify_email(Email("ada@example.com"), world.clock.now())
    assert User.from_events(user.pending).email == Email("ada@example.com")


async def test_nobody_changes_what_it_takes_a_password_for(
    world: IdentityWorld, actor: Actor
) -> None:
    """There is none: no guess is right, and none is counted against anybody's address."""
    update_me = UpdateMe(
        users=world.users,
        passwords=world.passwords(),
        writes=world.writes,
        ids=world.ids,
        clock=world.clock,
        present=present,
    )
    change_password = ChangePassword(
        users=world.users,
        sessions=world.sessions,
        passwords=world.passwords(),
        writes=world.writes,
        ids=world.ids,
        clock=world.clock,
        hasher=world.hasher,
        strength=world.strength,
    )
    address = UpdateMeCommand(actor=actor, email="ada@example.org", current_password="")
    password = ChangePasswordCommand(actor, "", "staple under the oak")
    with pytest.raises(WrongCredentials):
        await update_me.execute(address)
    with pytest.raises(WrongCredentials):
        await change_password.execute(password)
    assert world.writes.changes == []
    await update_me.execute(UpdateMeCommand(actor=actor, name="Ada King"))
    assert world.user(USER_ID).name == "Ada King"


def test_gets_no_token_for_a_new_password(world: IdentityWorld) -> None:
    """There is nowhere to mail it to."""
    with pytest.raises(WrongCredentials):
        OneTimeToken.for_password(UUID(int=1), chat_user(), world.clock.now())


async def test_is_welcomed_and_written_to_by_nobody(world: IdentityWorld, actor: Actor) -> None:
    """The record says that there was nobody to tell."""
    assert await address_of(world.users, actor.user_id, None) is None
    mailer = RecordingMailer()
    notifier = MailNotifier(mailer=mailer, writes=world.writes, ids=world.ids)
    (created,) = chat_user().pending
    assert isinstance(created, UserCreated)
    await WhenUserCreatedWelcomeUser(notifier=notifier).handle(incoming(created))
    assert mailer.sent == []
    (notification,) = world.storage.notifications
    assert notification.status is NotificationStatus.SKIPPED


def test_accepts_what_was_proven_since_its_sessions_were_closed(world: IdentityWorld) -> None:
    """Links are measured as sessions are."""
    user, now = chat_user(), world.clock.now()
    user.close_sessions(now)
    assert user.accepts_session(now)
    assert not user.accepts_session(now - timedelta(seconds=1))
