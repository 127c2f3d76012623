"""What a rule says of itself: shown by `quintet rules`, written to docs/rules.md, tested."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Example", "RuleCard", "Severity"]


class Severity(StrEnum):
    """Whether a finding fails the check."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Example:
    """A minimal project, as paths and texts.

    A line that the rule must name ends with the comment `# <- here` in the bad example (`<!-- here
    -->` where `#` is no comment); a finding without a line is marked nowhere. What an example does
    not bring, such as a root pyproject that declares the usual five services, is added by
    `architecture_rules.example_project`.

    Attributes:
        files: From path to text; the first is the one that the documentation shows.
    """

    files: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCard:
    """A rule's description.

    Attributes:
        id: Such as `Q101`; the hundreds are the chapters of docs/rules.md.
        name: A sentence in snake_case, such as `no_database_driver_in_business_service`.
        severity: Whether it fails the check.
        section: The heading of the guide that asks for it.
        why: What goes wrong without it, in a sentence or two.
        mend: What to do about a finding.
        bad: Breaks the rule.
        good: Keeps it.
        mends_itself: Whether `quintet check --fix` can mend it.
    """

    id: str
    name: str
    severity: Severity = Severity.ERROR
    section: str
    why: str
    mend: str
    bad: Example
    good: Example
    mends_itself: bool = False
