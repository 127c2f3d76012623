"""What the bot understands of what people want to do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bot_service.interface.telegram.tasks.task_text import read_task_text
from business_hexagon.domain.tasks.values import Priority
from hypothesis import given, settings
from hypothesis import strategies as st

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)
"""A Monday, half past two in Berlin."""


def understood(text: str, now: datetime = NOW, zone: ZoneInfo = BERLIN) -> tuple[str, str | None]:
    """The title, and the due time as people there write it."""
    read = read_task_text(text, now, zone)
    due = None if read.due_at is None else f"{read.due_at.astimezone(zone):%Y-%m-%d %H:%M}"
    return read.title, due


@pytest.mark.parametrize(
    ("text", "title", "due"),
    [
        ("buy milk tomorrow 9am", "buy milk", "2026-11-24 09:00"),
        ("Milch kaufen morgen um 9 Uhr", "Milch kaufen", "2026-11-24 09:00"),
        ("call mum on friday at 17:30", "call mum", "2026-11-27 17:30"),
        ("am Freitag um 18:00 putzen", "putzen", "2026-11-27 18:00"),
        ("am Freitag um 18.30 Uhr putzen", "putzen", "2026-11-27 18:30"),
        ("tomorrow read the report at 9", "read the report", "2026-11-24 09:00"),
        ("tomorrow, 9am: call Bob", "call Bob", "2026-11-24 09:00"),
        ("call Bob tomorrow 9am.", "call Bob", "2026-11-24 09:00"),
        ("tomorrow 9am discuss monday meeting", "discuss monday meeting", "2026-11-24 09:00"),
        ("Übermorgen 14 Uhr 15 Arzt", "Arzt", "2026-11-25 14:15"),
        ("day after tomorrow 10 o'clock", "", "2026-11-25 10:00"),
        ("pay rent by 1 december", "pay rent", "2026-12-01 09:00"),
        ("Steuer bis zum 3. März", "Steuer", "2027-03-03 09:00"),
        ("taxes may 5, 2027", "taxes", "2027-05-05 09:00"),
        ("gifts on 24.12.", "gifts", "2026-12-24 09:00"),
        ("Bescherung 24.12.2026 18:00", "Bescherung", "2026-12-24 18:00"),
        ("report 2026-12-01", "report", "2026-12-01 09:00"),
        ("report on 3/4/2027", "report", "2027-03-04 09:00"),
        ("plan next week", "plan", "2026-11-30 09:00"),
        ("nächsten Montag Bericht", "Bericht", "2026-11-30 09:00"),
        ("clean on sat", "clean", "2026-11-28 09:00"),
        ("clean next sat 10:15", "clean", "2026-11-28 10:15"),
    ],
)
def test_understands_days_and_times(text: str, title: str, due: str) -> None:
    """In English and German, wherever in the sentence a person would say them."""
    assert understood(text) == (title, due)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("in 2 hours", "2026-11-23 16:30"),
        ("in 30 minutes", "2026-11-23 15:00"),
        ("in half an hour", "2026-11-23 15:00"),
        ("in einer halben Stunde", "2026-11-23 15:00"),
        ("in einer Stunde", "2026-11-23 15:30"),
        ("in 2 days", "2026-11-25 09:00"),
        ("in 2 days at 7pm", "2026-11-25 19:00"),
        ("in einer Woche abends", "2026-11-30 18:00"),
        ("in 3 Monaten", "2027-02-23 09:00"),
    ],
)
def test_understands_how_long_from_now(text: str, due: str) -> None:
    """Hours are counted; days keep the time of day."""
    assert understood(text) == ("", due)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("today", "2026-11-23 18:00"),
        ("tonight", "2026-11-23 20:00"),
        ("this evening", "2026-11-23 18:00"),
        ("heute Abend", "2026-11-23 18:00"),
        ("morgen früh", "2026-11-24 09:00"),
        ("Freitag Nachmittag", "2026-11-27 15:00"),
        ("tomorrow night", "2026-11-24 21:00"),
        ("tomorrow at noon", "2026-11-24 12:00"),
        ("midnight", "2026-11-24 00:00"),
        ("um 24 Uhr", "2026-11-24 00:00"),
        ("9am", "2026-11-24 09:00"),
        ("9pm", "2026-11-23 21:00"),
        ("at 12:30 p.m.", "2026-11-24 12:30"),
        ("12 am", "2026-11-24 00:00"),
        ("7 Uhr abends", "2026-11-23 19:00"),
        ("at 7 in the evening", "2026-11-23 19:00"),
        ("at 20:15 in the evening", "2026-11-23 20:15"),
        ("monday 18:00", "2026-11-23 18:00"),
        ("monday 9:00", "2026-11-30 09:00"),
        ("next monday 18:00", "2026-11-30 18:00"),
    ],
)
def test_takes_a_time_to_be_the_next_such_time(text: str, due: str) -> None:
    """And a day without a time to mean a sensible one."""
    assert understood(text) == ("", due)


def test_takes_today_late_in_the_evening_to_mean_within_the_hour() -> None:
    """The end of the working day is past."""
    late = datetime(2026, 11, 23, 20, 10, 33, tzinfo=UTC)
    assert understood("today", late) == ("", "2026-11-23 22:10")


@pytest.mark.parametrize(
    ("text", "due"),
    [("today 8am", "2026-11-23 08:00"), ("yesterday 9am", "2026-11-22 09:00")],
)
def test_tells_a_time_that_is_past_as_it_was_said(text: str, due: str) -> None:
    """Whoever handles it asks for another."""
    assert understood(text) == ("", due)


@pytest.mark.parametrize(
    "text",
    [
        "buy 3 apples",
        "Mary may call",
        "sun cream",
        "read chapter 5",
        "upgrade to 2.10",
        "buy an evening dress",
        "31. Februar Fest",
        "on 2027-02-30 feast",
        "do it at 25",
        "24:30 feast",
        "retire in 400 years",
        "3/4 cup of flour",
    ],
)
def test_leaves_alone_what_is_no_time(text: str) -> None:
    """Or none that exists: it stays in the title, where its writer sees it."""
    assert understood(text) == (text, None)


@pytest.mark.parametrize(
    ("text", "title", "priority"),
    [
        ("!high buy milk", "buy milk", Priority.HIGH),
        ("buy !LOW milk", "buy milk", Priority.LOW),
        ("Milch !hoch", "Milch", Priority.HIGH),
        ("Milch !niedrig", "Milch", Priority.LOW),
        ("milk !low !normal", "milk", Priority.NORMAL),
        ("milk !highest", "milk !highest", None),
        ("milk!high", "milk!high", None),
        ("milk", "milk", None),
    ],
)
def test_understands_priorities(text: str, title: str, priority: Priority | None) -> None:
    """The last one counts; another word after an exclamation mark is just a word."""
    read = read_task_text(text, NOW, BERLIN)
    assert (read.title, read.priority) == (title, priority)


def test_takes_the_lines_after_the_first_as_the_description() -> None:
    """Times in them are nobody's due time."""
    read = read_task_text("milk tomorrow\nthe good one\nfriday's is stale", NOW, BERLIN)
    assert (read.title, read.description) == ("milk", "the good one\nfriday's is stale")
    assert read.due_at == datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "now", "due"),
    [
        # At 2:00 on 29 March 2026 the clocks of Berlin go to 3:00.
        ("tomorrow 2:30", datetime(2026, 3, 28, 12, tzinfo=UTC), "2026-03-29T01:30:00+00:00"),
        ("tomorrow 9am", datetime(2026, 3, 28, 12, tzinfo=UTC), "2026-03-29T07:00:00+00:00"),
        ("in 24 hours", datetime(2026, 3, 28, 12, tzinfo=UTC), "2026-03-29T12:00:00+00:00"),
        ("in 1 day at 13:00", datetime(2026, 3, 28, 12, tzinfo=UTC), "2026-03-29T11:00:00+00:00"),
        # At 3:00 on 25 October 2026 they go back to 2:00.
        ("tomorrow 2:30", datetime(2026, 10, 24, 12, tzinfo=UTC), "2026-10-25T00:30:00+00:00"),
        ("in 2 hours", datetime(2026, 10, 25, 0, tzinfo=UTC), "2026-10-25T02:00:00+00:00"),
    ],
)
def test_minds_that_clocks_are_changed(text: str, now: datetime, due: str) -> None:
    """A skipped time is an hour later, one that comes twice the first, and an hour an hour."""
    read = read_task_text(text, now, BERLIN)
    assert read.due_at == datetime.fromisoformat(due)


@given(
    moment=st.datetimes(datetime(2026, 11, 25), datetime(2036, 1, 1)),  # noqa: DTZ001  local time
    name=st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"]),
)
@settings(max_examples=60, deadline=None)
def test_reads_back_every_time_that_it_shows(moment: datetime, name: str) -> None:
    """Whatever the time zone, as long as the clock there shows that time."""
    zone = ZoneInfo(name)
    moment = moment.replace(second=0, microsecond=0, fold=0)
    due = moment.replace(tzinfo=zone).astimezone(UTC)
    if due.astimezone(zone).replace(tzinfo=None) != moment:
        return  # the clocks there skip it
    read = read_task_text(f"dentist {moment:%d.%m.%Y %H:%M}", NOW, zone)
    assert (read.title, read.due_at) == ("dentist", due)


@given(text=st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_makes_something_of_any_text(text: str) -> None:
    """It never fails, and what it cannot read stays said."""
    read = read_task_text(text, NOW, BERLIN)
    assert read.due_at is None or read.due_at.utcoffset() == timedelta(0)


@given(
    words=st.lists(
        st.sampled_from(
            [
                "tomorrow",
                "at",
                "9am",
                "in",
                "2",
                "hours",
                "on",
                "friday",
                "24.12.",
                "may",
                "5",
                "um",
                "uhr",
                "next",
                "!high",
                "noon",
            ]
        ),
        max_size=10,
    )
)
@settings(max_examples=300, deadline=None)
def test_makes_something_of_any_words_about_times(words: list[str]) -> None:
    """However they are mixed up: what is not understood as a time is the title's."""
    read = read_task_text(" ".join(words), NOW, BERLIN)
    assert set(read.title.split()) <= set(words)
    assert (read.priority is Priority.HIGH) == ("!high" in words)
