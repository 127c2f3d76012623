"""Finds the words of a sentence that speak of a time."""

import re
from dataclasses import dataclass
from typing import Self

from bot_service.interface.telegram.tasks.time_words import AFTER, CLOCK, DAY, PART_OF_DAY

type Words = dict[str, str]
"""The named groups of a pattern that matched, by name."""


@dataclass(frozen=True, slots=True)
class SpokenTime:
    """What a sentence says of a time, in pieces that are not yet understood.

    Attributes:
        rest: the sentence without them.
        day: which day, as the groups of `DAY`; empty when it says none.
        clock: what time, as the groups of `CLOCK`.
        part: what part of the day, as the groups of `PART_OF_DAY`.
        after: how long from now, as the groups of `AFTER`.
    """

    rest: str
    day: Words
    clock: Words
    part: Words
    after: Words

    @property
    def is_silent(self) -> bool:
        """Whether the sentence says nothing of a time."""
        return not (self.day or self.clock or self.part or self.after)

    @classmethod
    def of(cls, sentence: str) -> Self:
        """Find them."""
        left = _Sentence(sentence)
        after = left.take(AFTER)
        clock = {} if after.get("short_span") else left.take(CLOCK)
        day = {} if after else left.take(DAY)
        part = {} if after.get("short_span") else left.take_beside(PART_OF_DAY)
        return cls(left.rest, day, clock, part, after)


class _Sentence:
    """A sentence that words are taken out of; what was taken is blank.

    Args:
        text: the sentence.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._taken: list[tuple[int, int]] = []

    @property
    def rest(self) -> str:
        """What is left, with single spaces and without orphaned punctuation at its ends."""
        words = re.sub(r"\s+", " ", self._text)
        return re.sub(r"^[\s,.;:!?]+|\s[\s,.;:!?]*$", "", words).strip(" ,;")

    def take(self, pattern: re.Pattern[str]) -> Words:
        """Take what speaks of it where a person would say it.

        That is beside what was taken before, else at the end, else at the beginning, else where it
        is said last.
        """
        found = list(pattern.finditer(self._text))
        if not found:
            return {}
        beside = [match for match in found if self._is_beside(match)]
        at_end = [match for match in found if not self._text[match.end() :].strip(" .,;!?")]
        at_start = [match for match in found if not self._text[: match.start()].strip()]
        return self._taking((beside or at_end or at_start or found)[-1])

    def take_beside(self, pattern: re.Pattern[str]) -> Words:
        """Take what stands beside what was taken; elsewhere `evening` may be that of a dress."""
        found = pattern.finditer(self._text)
        beside = [match for match in found if self._is_beside(match) or " " in match.group()]
        return self._taking(beside[-1]) if beside else {}

    def _is_beside(self, match: re.Match[str]) -> bool:
        return any(
            not self._text[min(end, match.end()) : max(start, match.start())].strip(" ,")
            for start, end in self._taken
        )

    def _taking(self, match: re.Match[str]) -> Words:
        start, end = match.span()
        self._taken.append((start, end))
        self._text = self._text[:start] + " " * (end - start) + self._text[end:]
        return {name: said.lower() for name, said in match.groupdict().items() if said}
