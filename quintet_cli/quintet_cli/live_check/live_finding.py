"""How a check says what differs between what runs and what is declared."""

from architecture_rules.finding import Finding

__all__ = ["ROOM", "LiveCheckError", "found"]

ROOM = "running"
"""Where findings of what runs stand in a report, beside the paths of files."""


class LiveCheckError(Exception):
    """Something cannot be looked at, so nothing can be said of it."""


def found(rule_id: str, subject: str, message: str) -> Finding:
    """Return a finding.

    Args:
        rule_id: Such as `Q011`.
        subject: What it is about, such as `rabbitmq`.
        message: What differs, and what to do.
    """
    return Finding(f"{ROOM}/{subject}", 1, 1, rule_id, message)
