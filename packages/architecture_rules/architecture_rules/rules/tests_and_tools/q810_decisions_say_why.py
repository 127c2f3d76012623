"""A decision without its reasons is made again, by people who do not know what it was for."""

import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.decision_records import is_decision
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_STATUS = re.compile(
    r"^\W*status\W*\s+\W*(?:accepted|deprecated|proposed|rejected|superseded)\b",
    re.IGNORECASE | re.MULTILINE,
)
_PARTS = {
    "context": re.compile(
        r"^(?:#+ |\*\*)(?:context|problem|rationale)", re.IGNORECASE | re.MULTILINE
    ),
    "decision": re.compile(r"^(?:#+ |\*\*)decision", re.IGNORECASE | re.MULTILINE),
    "consequences": re.compile(r"^(?:#+ |\*\*)consequences?", re.IGNORECASE | re.MULTILINE),
}


def _look(file: SourceFile) -> Iterator[Place]:
    if not _STATUS.search(file.text):
        yield Place(file.path, 1, "does not say whether it is accepted, proposed or superseded")
    missing = [name for name, pattern in _PARTS.items() if not pattern.search(file.text)]
    if missing:
        yield Place(file.path, 1, f"says nothing of its {' and '.join(missing)}")


_RECORD = "docs/adr/0001_two_data_services.md"

RULE = FileRule(
    RuleCard(
        id="Q810",
        name="decisions_say_why",
        section="Code Quality Requirements",
        why=(
            "An architecture decision is documented with its rationale, so that who meets its price"
            " in a year can see whether the reasons still hold."
        ),
        mend="Write `Status: accepted, <day>` and the parts Context, Decision and Consequences.",
        bad=Example({_RECORD: "# 0001 Two data services\n\n## Decision\n\nThere are two.\n"}),
        good=Example(
            {
                _RECORD: (
                    "# 0001 Two data services\n\nStatus: accepted, 2026-01-31\n\n"
                    "## Context\n\nTwo databases.\n\n## Decision\n\nA service for each.\n\n"
                    "## Consequences\n\nA hop.\n"
                )
            }
        ),
    ),
    is_decision,
    _look,
)
