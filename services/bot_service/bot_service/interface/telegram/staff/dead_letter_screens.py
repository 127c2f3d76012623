"""Dead letters as staff see them."""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape

from aiogram.filters.callback_data import CallbackData
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext
from business_hexagon.application.ports.dead_letters import DeadLetter

from bot_service.interface.telegram.screen import Row, Screen, press
from bot_service.interface.telegram.staff.buttons import (
    AskRedrive,
    OpenDeadLetter,
    OpenDeadLetters,
    Redrive,
    RedriveAll,
)

MOST_LISTED = 10
_LONGEST_BODY = 2_000
_LONGEST_ERROR = 300
_LONGEST_LABEL = 45
_MOST_BYTES = 64
"""A button has room for so many."""


def counts_screen(counts: Mapping[str, int]) -> Screen:
    """How many dead letters each consumer has."""
    rows: list[Row] = [
        (press(f"{consumer}: {count}", OpenDeadLetters(consumer=consumer)),)
        for consumer, count in counts.items()
        if count
    ]
    if not rows:
        return Screen(_("✉️ No dead letters. All is well."))
    return Screen(_("✉️ <b>Dead letters</b>"), rows)


def letters_screen(consumer: str, letters: Sequence[DeadLetter]) -> Screen:
    """The oldest dead letters of a consumer."""
    back: Row = (press(_("◀ Back"), OpenDeadLetters()),)
    name = escape(consumer)
    if not letters:
        return Screen(_("✉️ {consumer} has no dead letters.").format(consumer=name), (back,))
    rows: list[Row] = []
    for letter in letters[:MOST_LISTED]:
        data = OpenDeadLetter.model_construct(consumer=consumer, letter_id=letter.dead_letter_id)
        label = f"{letter.event_type or '?'} · {letter.reason}"[:_LONGEST_LABEL]
        rows.append(_fitting(label, data))
    rows.append((press(_("♻️ All of them"), AskRedrive(consumer=consumer)),))
    text = _("✉️ <b>Dead letters of {consumer}</b>, the oldest first")
    return Screen(text.format(consumer=name), [*rows, back])


def letter_screen(letter: DeadLetter) -> Screen:
    """One dead letter with its message."""
    failed = "?" if letter.last_failed_at is None else f"{letter.last_failed_at:%Y-%m-%d %H:%M} UTC"
    facts = _(
        "✉️ <b>{event_type}</b>\n{consumer} gave it up: {reason}, "
        "after {attempts} attempts, last at {failed}; sent back {redriven} times before."
    ).format(
        event_type=escape(letter.event_type or "?"),
        consumer=escape(letter.consumer),
        reason=escape(letter.reason),
        attempts=letter.attempts,
        failed=failed,
        redriven=letter.redriven,
    )
    body = letter.body.decode("utf-8", "backslashreplace")[:_LONGEST_BODY]
    parts = (
        facts,
        f"<code>{escape(letter.dead_letter_id)}</code>",
        escape((letter.error or "")[:_LONGEST_ERROR]),
        f"<pre>{escape(body)}</pre>",
    )
    ask = AskRedrive.model_construct(consumer=letter.consumer, letter_id=letter.dead_letter_id)
    back = press(_("◀ Back"), OpenDeadLetters(consumer=letter.consumer))
    return Screen(
        "\n\n".join(filter(None, parts)), (_fitting(_("♻️ Send it back to work"), ask), (back,))
    )


def sure_screen(consumer: str, letter_id: str | None, now: datetime) -> Screen:
    """Asks once more.

    Args:
        consumer: Whose.
        letter_id: Which one; nothing for all that there are now.
        now: The time now.
    """
    yes: CallbackData
    if letter_id is None:
        text = _("Send all dead letters of {consumer} back to it?").format(
            consumer=escape(consumer)
        )
        # Up to the next full second, or the letter of a moment ago would stay.
        yes = RedriveAll(consumer=consumer, asked_at=math.ceil(now.timestamp()))
    else:
        text = _("Send this dead letter back to {consumer}?").format(consumer=escape(consumer))
        yes = Redrive.model_construct(consumer=consumer, letter_id=letter_id)
    back = press(_("✖️ No"), OpenDeadLetters(consumer=consumer))
    return Screen(text, (_fitting(_("♻️ Yes"), yes), (back,)))


def redriven_text(count: int) -> str:
    """How many went back; when the press comes again, those that it meant are gone."""
    if not count:
        return _("♻️ None of them is left: they went back to work.")
    text = ngettext("♻️ {count} went back to work.", "♻️ {count} went back to work.", count)
    return text.format(count=count)


def _fitting(text: str, data: CallbackData) -> Row:
    """The button, or nothing when a foreign identity does not fit: `/redrive` takes any."""
    try:
        packed = data.pack()
    except ValueError:
        return ()
    return (press(text, data),) if len(packed.encode()) <= _MOST_BYTES else ()
