"""What a rule says of itself: for a person, for a machine; and what a misspelt name may mean."""

import textwrap
from difflib import get_close_matches

from architecture_rules.card import Example, RuleCard
from architecture_rules.registry import all_rules
from architecture_rules.rule import LiveRule, Rule

__all__ = ["example_text", "explanation", "nearest_names", "rule_as_json"]

type Described = str | bool | dict[str, str]

_WIDTH = 96
_SHOWN = 3


def explanation(rule: Rule) -> str:
    """Return its page, plain."""
    card = rule.card
    words = [f"Mend: {card.mend}"]
    if card.mends_itself:
        words.append("`quintet check --fix` mends it.")
    parts = [
        f"{card.id} {card.name} ({card.severity})\n{card.section}",
        textwrap.fill(card.why, _WIDTH),
        textwrap.fill(" ".join(words), _WIDTH),
        f"Bad:\n\n{textwrap.indent(example_text(card.bad), '    ')}",
        f"Good:\n\n{textwrap.indent(example_text(card.good), '    ')}",
        "`quintet check --live` looks for it in the running platform; there is no line to allow."
        if isinstance(rule, LiveRule)
        else f"To allow it in one place: `# quintet: allow {card.id} until YYYY-MM-DD: reason`",
    ]
    return "\n\n".join(parts)


def example_text(example: Example) -> str:
    """Return its files, each below its path."""
    return "\n\n".join(
        f"{path}:\n{text.replace('{soon}', 'YYYY-MM-DD').rstrip()}"
        for path, text in example.files.items()
    )


def rule_as_json(card: RuleCard) -> dict[str, Described]:
    """Return what can be written as JSON."""
    return {
        "id": card.id,
        "name": card.name,
        "severity": str(card.severity),
        "section": card.section,
        "why": card.why,
        "mend": card.mend,
        "mends_itself": card.mends_itself,
        "bad": dict(card.bad.files),
        "good": dict(card.good.files),
    }


def nearest_names(name: str) -> list[str]:
    """Return ids or names of rules that somebody may have meant, the nearest first."""
    cards = [each.card for each in all_rules()]
    ids = [each.id.casefold() for each in cards]
    known = ids + [each.name for each in cards]
    wanted = name.casefold()
    near = [each for each in known if wanted and each.startswith(wanted)]
    near += get_close_matches(wanted, known, n=_SHOWN, cutoff=0.5)
    near += [each for each in known if wanted and wanted in each]
    first = list(dict.fromkeys(near))[:_SHOWN]
    return [each.upper() if each in ids else each for each in first]
