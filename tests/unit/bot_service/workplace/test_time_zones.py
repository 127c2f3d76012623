"""Where somebody's clock is."""

from zoneinfo import ZoneInfo

import pytest
from bot_service.interface.telegram.tasks.buttons import ChooseZone
from bot_service.interface.telegram.tasks.time_zones import OFFERED, find_zone, zone_named
from business_hexagon.domain.chats.chat import Chat, chat_uuid

from tests.unit.bot_service.journey.chat_phone import CHAT_ID
from tests.unit.bot_service.workplace.work_scene import WorkScene


def chosen(scene: WorkScene) -> str | None:
    """What the chat remembers."""
    chat = scene.work.shop.storage.one(Chat, chat_uuid(CHAT_ID))
    return None if chat is None else chat.time_zone


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        ("  New York ", "America/New_York"),
        ("utc", "UTC"),
        ("Quintetville", None),
    ],
)
def test_cities_name_time_zones(words: str, name: str | None) -> None:
    """Whatever the letter case."""
    assert find_zone(words) == name


def test_a_time_zone_that_is_gone_counts_as_none() -> None:
    """The library may drop one."""
    assert zone_named("Mars/Olympus", "en") == ZoneInfo("UTC")
    assert zone_named("../etc/passwd", "en") == ZoneInfo("UTC")
    assert zone_named(None, "de") == ZoneInfo("Europe/Berlin")
    assert zone_named(None, "en") == ZoneInfo("UTC")


def test_every_offered_time_zone_exists_and_fits_a_button() -> None:
    """Else its button would be dead."""
    for name in OFFERED:
        assert ZoneInfo(name).key == name
        assert len(ChooseZone(name=name).pack().encode()) <= 64


async def test_a_time_zone_is_chosen_by_command(guest: WorkScene) -> None:
    """Also before there is an account."""
    await guest.says("/timezone Kathmandu")
    assert chosen(guest) == "Asia/Kathmandu"
    assert "<b>Asia/Kathmandu</b>, where it is 16:15" in guest.last.text
    await guest.says("/timezone Quintetville")
    assert "I do not know the time zone “Quintetville”" in guest.last.text
    assert chosen(guest) == "Asia/Kathmandu"


async def test_a_time_zone_is_chosen_by_button(guest: WorkScene) -> None:
    """Which ends the question."""
    await guest.says("/timezone")
    assert "Your time zone is <b>UTC</b>, where it is 10:30" in guest.last.text
    await guest.taps("Europe/Berlin")
    assert chosen(guest) == "Europe/Berlin"
    assert "where it is 11:30" in guest.last.text
    assert (await guest.session()).step is None
    await guest.says("/task")
    await guest.presses(ChooseZone(name="UTC"))
    assert chosen(guest) == "UTC"


async def test_a_time_zone_is_chosen_in_answer_to_the_question(ada: WorkScene) -> None:
    """And what is written next is no answer any more."""
    await ada.says("/timezone")
    await ada.says("nowhere")
    assert "I do not know" in ada.last.text
    await ada.says("vienna")
    assert chosen(ada) == "Europe/Vienna"
    await ada.says("/task")
    await ada.presses(ChooseZone(name="UTC"))
    assert (await ada.session()).step is not None


async def test_a_forged_time_zone_is_refused(guest: WorkScene) -> None:
    """The use case knows them all."""
    await guest.presses(ChooseZone(name="Mars/Olympus"))
    assert chosen(guest) is None
    assert len(guest.phone.alerts) == 1
