"""All answers to the guide: whatever module of this package has `SENTENCES` gives some."""

import pkgutil
from functools import cache
from importlib import import_module

from architecture_rules import guide
from architecture_rules.guide.guide_lines import GuideLine, plain_heading
from architecture_rules.guide.guide_sentence import GuideSentence

__all__ = ["all_sentences", "answers_to"]


@cache
def all_sentences() -> tuple[GuideSentence, ...]:
    """Return what holds which sentence of the guide."""
    return tuple(
        sentence
        for module in pkgutil.iter_modules(guide.__path__, f"{guide.__name__}.")
        for sentence in getattr(import_module(module.name), "SENTENCES", ())
        if isinstance(sentence, GuideSentence)
    )


def answers_to(line: GuideLine) -> list[GuideSentence]:
    """Return the sentences that are about a line; there should be exactly one."""
    return [
        each
        for each in all_sentences()
        if each.text.strip() == line.text
        and (not each.section or plain_heading(each.section) == line.section)
    ]
