"""Suppressions: somebody takes responsibility for a finding, with a reason and until a day.

`# quintet: allow Q101 until 2027-03-31: the old importer goes with release 4` allows it on its own
line, or on the next one when it stands alone; `allow Q101 in this file until …` in the whole file.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from architecture_rules.finding import Finding
from architecture_rules.project.source_file import SourceFile

__all__ = [
    "EXPIRED_RULE",
    "LONGEST",
    "MALFORMED_RULE",
    "UNUSED_RULE",
    "Suppression",
    "SuppressionsRead",
    "read_suppressions",
]

MALFORMED_RULE = "Q002"
EXPIRED_RULE = "Q003"
UNUSED_RULE = "Q004"
LONGEST = timedelta(days=366)
"""A suppression for longer is a decision, and wants a disabled rule and an ADR."""

_ANY = re.compile(r"(?:#|<!--|--|//)\s*quintet:\s*(?P<words>.*?)\s*(?:-->)?$")
_WHOLE = re.compile(
    r"allow (?P<rules>Q\d{3}(?:, ?Q\d{3})*)(?P<file> in this file)?"
    r" until (?P<day>\d{4}-\d{2}-\d{2}): (?P<reason>\S.*)"
)
_FORM = "write `quintet: allow Q000 until YYYY-MM-DD: reason`"


@dataclass(frozen=True, slots=True)
class Suppression:
    """A finding that somebody answers for.

    Attributes:
        rule_id: Of the rule.
        path: Of the file.
        line: Where it is written.
        target: The line that it allows; None for the whole file.
        until: Its last day.
        reason: Why.
    """

    rule_id: str
    path: str
    line: int
    target: int | None
    until: date
    reason: str

    def allows(self, finding: Finding) -> bool:
        """Whether it is about this finding."""
        return (self.rule_id, self.path) == (finding.rule_id, finding.path) and (
            self.target is None or self.target == finding.line
        )


@dataclass(frozen=True, slots=True)
class SuppressionsRead:
    """What the suppressions of the files say.

    Attributes:
        valid: Those that count today.
        objections: Those that cannot be read, and those whose day has passed.
    """

    valid: list[Suppression]
    objections: list[Finding]


def read_suppressions(
    files: Iterable[SourceFile], known: Sequence[str], today: date
) -> SuppressionsRead:
    """Read all suppressions.

    Args:
        files: Where to look.
        known: Ids of the rules there are.
        today: Suppressions count until their day's end.
    """
    read = SuppressionsRead([], [])
    for file in files:
        if b"quintet: " in file.content:
            for comment in _comments(file):
                try:
                    read.valid.extend(_read(comment, known, today))
                except _NoSuppressionError as error:
                    read.objections.append(
                        Finding(file.path, comment.line, comment.column, error.rule_id, str(error))
                    )
    return read


class _NoSuppressionError(Exception):
    """What stands there allows nothing."""

    def __init__(self, rule_id: str, message: str) -> None:
        super().__init__(message)
        self.rule_id = rule_id


@dataclass(frozen=True, slots=True)
class _Comment:
    path: str
    line: int
    column: int
    words: str
    stands_alone: bool


def _comments(file: SourceFile) -> Iterator[_Comment]:
    """Comments to the check; what only looks like one, in a string or in prose, is none."""
    is_prose = file.path.endswith(".md")
    for number, line in enumerate(file.lines, 1):
        found = _ANY.search(line)
        if is_prose and found and not _is_comment_of_prose(line, found):
            continue
        if found and (not file.is_python or _is_comment(file, number, found)):
            before = line[: found.start()]
            yield _Comment(file.path, number, len(before) + 1, found["words"], not before.strip())


def _is_comment_of_prose(line: str, found: re.Match[str]) -> bool:
    quoted = line[: found.start()].count("`") % 2
    return found[0].startswith("<!--") and not quoted


def _is_comment(file: SourceFile, number: int, found: re.Match[str]) -> bool:
    """Whether a comment begins there, or another directive before it in the same comment."""
    column, text = file.comments.get(number, (0, ""))
    return bool(text) and column <= found.start()


def _read(comment: _Comment, known: Sequence[str], today: date) -> list[Suppression]:
    whole = _WHOLE.fullmatch(comment.words)
    if whole is None:
        raise _NoSuppressionError(MALFORMED_RULE, f"nobody can read this suppression: {_FORM}")
    try:
        until = date.fromisoformat(whole["day"])
    except ValueError:
        message = f"{whole['day']} is no day: {_FORM}"
        raise _NoSuppressionError(MALFORMED_RULE, message) from None
    if until - today > LONGEST:
        message = f"{until} is more than a year away: disable the rule"
        raise _NoSuppressionError(MALFORMED_RULE, message)
    rule_ids = re.findall(r"Q\d{3}", whole["rules"])
    for rule_id in rule_ids:
        if rule_id not in known:
            message = f"there is no rule {rule_id}: see `quintet rules`"
            raise _NoSuppressionError(MALFORMED_RULE, message)
    if until < today:
        message = f"{', '.join(rule_ids)} was allowed until {until}: {whole['reason']}"
        raise _NoSuppressionError(EXPIRED_RULE, message)
    target = None if whole["file"] else comment.line + comment.stands_alone
    return [
        Suppression(each, comment.path, comment.line, target, until, whole["reason"])
        for each in rule_ids
    ]
