"""Times as people read them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n.context import get_i18n
from babel.dates import format_datetime, format_time


def due_text(due_at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A time in the reader's language and time zone, such as `tomorrow, 09:00`.

    Args:
        due_at: The time.
        now: The time now, which tells what tomorrow is.
        zone: The reader's time zone.
    """
    language = get_i18n().current_locale
    there = due_at.astimezone(zone)
    clock = format_time(there, "HH:mm", locale=language)
    days = there.date() - now.astimezone(zone).date()
    if days == timedelta():
        return _("today, {time}").format(time=clock)
    if days == timedelta(days=1):
        return _("tomorrow, {time}").format(time=clock)
    return format_datetime(there, "EEE d MMM y, HH:mm", locale=language)
