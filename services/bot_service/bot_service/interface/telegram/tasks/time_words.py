"""The words for times that the bot understands, English and German, as one pattern.

`dateparser` knows what a day is called; this says which words of a sentence speak of a time at all.
Left to itself it takes the `may` in `Mary may call` for a month, and the `um 9 uhr` for nothing.
"""

import re
from typing import Final

_WEEKDAY: Final = (
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
)
_SHORT_WEEKDAY: Final = r"mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|mo|di|mi|do|fr|sa|so"
_MONTH: Final = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|januar|jänner|februar|märz|mai|juni|juli|oktober|dezember"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez)\.?"
)
_YEAR: Final = r"(?:19|20)\d{2}"
_DAY_NUMBER: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_LEAD: Final = r"(?:on|by|until|till|before|due|am|bis|bis\ zum|zum|vor|the|den|der)"
_NEXT: Final = r"(?:next|coming|nächste[nrs]?|naechste[nrs]?|kommende[nrs]?)"
_THIS: Final = r"(?:this|diese[nmrs]?)"

_DAY: Final = rf"""
    (?P<after_tomorrow>day\ after\ tomorrow|übermorgen|uebermorgen)
  | (?P<named>today|tonight|tomorrow|yesterday|heute|morgen|gestern)
  | (?P<next_span>{_NEXT}\ (?:week|month|year|woche|monat|jahr))
  | (?P<next>{_NEXT}\ )?(?:{_THIS}\ )?(?P<weekday>{_WEEKDAY})
  | (?:(?P<next_short>{_NEXT}\ )|(?:on|am|{_THIS})\ )(?P<short_weekday>{_SHORT_WEEKDAY})
  | (?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))
  | (?P<dotted>{_DAY_NUMBER}\.(?:0?[1-9]|1[0-2])\.(?:{_YEAR})?)
  | (?P<slashed>\d{{1,2}}/\d{{1,2}}/{_YEAR}|(?<=on\ )\d{{1,2}}/\d{{1,2}})
  | (?P<day_month>{_DAY_NUMBER}(?:st|nd|rd|th|\.)?(?:\ of)?\ {_MONTH}(?:,?\ {_YEAR})?)
  | (?P<month_day>{_MONTH}\ {_DAY_NUMBER}(?:st|nd|rd|th|\.)?(?:,?\ {_YEAR})?)
"""
_HOUR: Final = r"(?:[01]?\d|2[0-3])"
_HALF: Final = r"am|pm|a\.m\.|p\.m\."
_AT: Final = r"(?:at|um|gegen)\ "
_CLOCK: Final = rf"""
    (?:{_AT})?(?:
        (?P<midnight>midnight|mitternacht|24:00(?:\ uhr)?|24\ uhr)
      | (?P<hour>{_HOUR}):(?P<minute>[0-5]\d)(?:\ ?(?P<half>{_HALF})|\ uhr)?
      | (?P<dot_hour>{_HOUR})\.(?P<dot_minute>[0-5]\d)\ ?(?:(?P<dot_half>{_HALF})|uhr)
      | (?P<half_hour>0?[1-9]|1[0-2])\ ?(?P<hour_half>{_HALF})
      | (?P<uhr_hour>{_HOUR})\ (?:uhr|o'clock)(?:\ (?P<uhr_minute>[0-5]\d))?
      | (?P<noon>noon|midday|mittags?)
    )
  | {_AT}(?P<at_hour>{_HOUR})(?:h|\.(?P<at_minute>[0-5]\d))?
"""
_PART: Final = r"""
    (?:in\ the\ |this\ |am\ |in\ der\ )?
    (?: (?P<morning>morning|morgens|frühmorgens|früh|vormittags?)
      | (?P<afternoon>afternoon|nachmittags?)
      | (?P<evening>evening|abends?)
      | (?P<night>(?:at\ )?night|nachts?) )
"""
_COUNT: Final = (
    r"\d{1,3}|an?|one|two|three|four|five|six|ten|half\ an"
    r"|eine[mr]?|zwei|drei|vier|fünf|sechs|zehn|einer\ halben"
)
_SHORT_SPAN: Final = r"minutes?|mins?|hours?|hrs?|h|minuten?|stunden?|std"
_LONG_SPAN: Final = r"days?|weeks?|months?|years?|tag(?:en)?|wochen?|monat(?:en)?|jahr(?:en)?"
_AFTER: Final = rf"""
    in\ (?P<count>{_COUNT})\ ?(?:(?P<short_span>{_SHORT_SPAN})|(?P<long_span>{_LONG_SPAN}))
"""


def _whole(pattern: str) -> re.Pattern[str]:
    """The pattern between the words around it, an introduction such as `on` included."""
    return re.compile(
        rf"(?<!\S)(?:{_LEAD}\ )?(?:{pattern})(?=[\s,;!?]|[.:](?:\s|$)|$)",
        re.IGNORECASE | re.VERBOSE,
    )


DAY: Final = _whole(_DAY)
CLOCK: Final = _whole(_CLOCK)
PART_OF_DAY: Final = _whole(_PART)
AFTER: Final = _whole(_AFTER)
