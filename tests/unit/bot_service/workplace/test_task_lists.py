"""Lists of tasks, and the way from them to a card and back."""

from datetime import UTC, datetime, timedelta

import pytest
from business_hexagon.domain.identity.role import Role

from tests.unit.bot_service.workplace.work_scene import WorkScene

TOMORROW_NINE = datetime(2026, 1, 16, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "heading", "title"),
    [
        ("", "Your tasks", "mine"),
        ("written", "Tasks that you wrote down", "mine"),
        ("DONE", "Done", "finished"),
    ],
)
async def test_lists_show_what_they_say(
    ada: WorkScene, words: str, heading: str, title: str
) -> None:
    """Open ones, those of one's own hand, those that are done."""
    await ada.says("/task mine")
    await ada.says("/task finished")
    await ada.taps("✅ Done")
    await ada.says(f"/tasks {words}")
    assert heading in ada.last.text
    assert title in " ".join(ada.last.buttons)
    assert ("finished" in " ".join(ada.last.buttons)) == (title == "finished")


async def test_everybodys_tasks_are_for_staff(ada: WorkScene) -> None:
    """The use case says who may; a customer is not even offered them."""
    other = await ada.hires("Bob")
    await ada.writes_task("of somebody else", created_by=other)
    await ada.says("/tasks")
    assert "All" not in ada.last.buttons
    await ada.says("/tasks all")
    assert "of somebody else" not in " ".join(ada.last.buttons)
    await ada.becomes(Role.SUPPORT)
    await ada.says("/tasks")
    await ada.taps("All")
    assert "of somebody else" in " ".join(ada.last.buttons)


async def test_there_are_no_other_lists(ada: WorkScene) -> None:
    """The bot names those that it knows."""
    await ada.says("/tasks yellow")
    assert "/tasks mine, /tasks written, /tasks done, /tasks all" in ada.last.text


async def test_long_lists_have_pages(ada: WorkScene) -> None:
    """There and back."""
    for number in range(10):
        await ada.writes_task(f"number {number}")
    await ada.says("/tasks")
    assert "number 8" not in " ".join(ada.last.buttons)
    await ada.taps("More")
    assert "number 8" in " ".join(ada.last.buttons)
    assert "number 0" not in " ".join(ada.last.buttons)
    await ada.taps("Back")
    assert "number 0" in " ".join(ada.last.buttons)


async def test_what_is_due_first_comes_first(ada: WorkScene) -> None:
    """And what has no time last, on the second page too."""
    for number in range(8):
        await ada.says(f"/task some day {number}")
    await ada.says("/task later saturday 9am")
    await ada.says("/task sooner tomorrow 9am")
    await ada.says("/tasks")
    shown = [label for label in ada.last.buttons if "some day" in label or "er ·" in label]
    assert [label.split(" ·")[0].split()[-1] for label in shown[:2]] == ["sooner", "later"]
    await ada.taps("More")
    assert [label for label in ada.last.buttons if "some day 7" in label]


async def test_an_empty_list_says_how_to_fill_it(ada: WorkScene) -> None:
    """With an example."""
    await ada.says("/tasks")
    assert "/task buy milk" in ada.last.text


async def test_a_list_tells_urgency_and_time(ada: WorkScene) -> None:
    """In a line."""
    await ada.says(f"/task {'very ' * 20}long today 6pm !high")
    await ada.says("/tasks")
    (label,) = [one for one in ada.last.buttons if "very" in one]
    assert label.startswith("❗ very very")
    assert label.endswith("… · today, 18:00")


async def test_a_card_leads_back_to_the_list(ada: WorkScene) -> None:
    """Which is drawn where the card was."""
    await ada.says("/task buy milk today 8pm")
    await ada.taps("Tasks")
    assert "Your tasks" in ada.last.text
    await ada.taps("Written by me")
    assert "you wrote down" in ada.last.text


async def test_a_card_tells_since_when_a_task_is_due(ada: WorkScene) -> None:
    """Once its time has passed."""
    await ada.says("/task buy milk in 1 hour")
    ada.work.shop.clock.advance(timedelta(hours=2))
    await ada.says("/tasks")
    await ada.taps("buy milk")
    assert "Due since today, 11:30" in ada.last.text
