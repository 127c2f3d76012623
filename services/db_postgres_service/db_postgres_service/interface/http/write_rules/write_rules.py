"""The form in which it is said what a service may write."""

from dataclasses import dataclass

__all__ = ["WriteRules"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteRules:
    """What one service may write.

    Attributes:
        events: Types of events.
        resources: Kinds of rows.
        stock: Kinds of stock operations.
        sends_notifications: Whether it records what was sent to people.
        records_acts: Whether it writes the audit.
        inbox: How the scopes of its consumers' idempotency records begin.
        opens_chat_accounts_alone: Whether the only users that it writes are new customers without
            address and password.
    """

    events: frozenset[str]
    resources: frozenset[str]
    stock: frozenset[str]
    sends_notifications: bool = False
    records_acts: bool = False
    inbox: str | None = None
    opens_chat_accounts_alone: bool = False
