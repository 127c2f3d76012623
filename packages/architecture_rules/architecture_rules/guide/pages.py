"""The pages of documentation that the rules write themselves."""

import ast
import re

from architecture_rules.card import Example, RuleCard
from architecture_rules.guide.all_sentences import answers_to
from architecture_rules.guide.guide_lines import GuideLine, guide_lines
from architecture_rules.registry import rule_by_id, rules_by_chapter

__all__ = ["coverage_page", "rules_page"]

_RULES_HEAD = """\
# Rules of `quintet check`

Written by `make rules` from the rules themselves: edit those. The guide that they hold is
[architecture_guide.md](architecture_guide.md); which sentence is held by what stands in
[guide_coverage.md](guide_coverage.md); how to live with them, in
[guides/the_check.md](guides/the_check.md).
"""
_COVERAGE_HEAD = """\
# What holds the architecture guide

Written by `make rules` from `packages/architecture_rules/architecture_rules/guide`. Every line of
[architecture_guide.md](architecture_guide.md) that asks for something, the rules of
[rules.md](rules.md) and the tests that hold it, and what no machine can see.
"""
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_LANGUAGES = {".py": "python", ".toml": "toml", ".yaml": "yaml", ".yml": "yaml", ".md": "markdown"}


def rules_page() -> str:
    """Return docs/rules.md."""
    parts = [_RULES_HEAD]
    for chapter, rules in rules_by_chapter().items():
        parts.append(f"## {chapter.replace('_', ' ').capitalize()}\n")
        parts += [_rule(each.card) for each in rules]
    return "\n".join(parts)


def coverage_page(guide: str) -> str:
    """Return docs/guide_coverage.md for the text of the guide."""
    parts = [_COVERAGE_HEAD]
    section = ""
    for line in guide_lines(guide):
        if line.section != section:
            section = line.section
            parts.append(
                f"\n## {section}\n\n| Sentence | Rules | Tests | Note |\n|---|---|---|---|"
            )
        parts.append(_row(line))
    return "\n".join(parts) + "\n"


def _rule(card: RuleCard) -> str:
    severity = "" if card.severity == "error" else f" A {card.severity}."
    fix = " `quintet check --fix` mends it." if card.mends_itself else ""
    return (
        f"### {card.id} {card.name}\n\n"
        f"*{card.section}.*{severity} {card.why}\n\n"
        f"Mend: {card.mend}{fix}\n\n"
        f"Bad:\n\n{_example(card.bad)}\n"
        f"Good:\n\n{_example(card.good)}"
    )


def _example(example: Example) -> str:
    path, text = next(iter(example.files.items()))
    name = path.rpartition("/")[2]
    shown = text.replace("{soon}", "2027-01-31").strip("\n")
    language = _LANGUAGES.get(f".{name.rpartition('.')[2]}", "text")
    if language == "python" and not _parses(shown):
        language = "text"
    fence = "````" if "```" in text else "```"
    return f"`{path}`\n\n{fence}{language}\n{shown}\n{fence}\n"


def _row(line: GuideLine) -> str:
    rules, tests, notes = [], [], []
    for sentence in answers_to(line):
        for rule_id in sentence.rules:
            rule = rule_by_id(rule_id)
            name = rule.card.name if rule else "?"
            rules.append(f"[{rule_id}](rules.md#{rule_id.lower()}-{name})")
        tests += [f"`{each}`" for each in sentence.tests]
        notes.append(sentence.note)
    text = _LINK.sub(r"\1", line.text)  # the guide's links lead from the guide
    text = text.removeprefix("- ").removeprefix("[ ] ").removeprefix("> ").replace("|", "\\|")
    return f"| {text} | {', '.join(rules)} | {'<br>'.join(tests)} | {' '.join(notes).strip()} |"


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True
