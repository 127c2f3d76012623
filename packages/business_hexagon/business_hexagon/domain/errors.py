"""The tree of domain errors.

    DomainError
    ├── InvalidValue           a field breaks a rule of its own
    ├── PermissionDenied       the actor may not do this
    ├── AlreadyRemoved         what was removed cannot change any more
    └── EmptyStream            an aggregate cannot be folded from no events

Each context adds its own leaves in its `errors.py`. An error has a stable `code` for machines and
typed fields for messages; none knows of a transport.
"""

from dataclasses import dataclass, fields
from typing import ClassVar


@dataclass(eq=False)
class DomainError(Exception):
    """A business rule was broken.

    Attributes:
        code: stable machine-readable name of the rule, snake_case.
    """

    code: ClassVar[str] = "domain_error"

    def __str__(self) -> str:
        """Name the rule and every typed field."""
        details = ", ".join(f"{item.name}={getattr(self, item.name)!r}" for item in fields(self))
        return f"{self.code}({details})" if details else self.code


@dataclass(eq=False)
class InvalidValue(DomainError):
    """A value breaks a rule of its own.

    Attributes:
        field: dotted path of the field, such as `lines.3.quantity`.
        reason: what is wrong, one short clause in plain words.
    """

    code: ClassVar[str] = "invalid_value"
    field: str
    reason: str


@dataclass(eq=False)
class PermissionDenied(DomainError):
    """The actor may not do this.

    Attributes:
        action: what was attempted, such as `override_unit_price`.
    """

    code: ClassVar[str] = "permission_denied"
    action: str


@dataclass(eq=False)
class AlreadyRemoved(DomainError):
    """What was removed cannot change any more; its row stays, for the past's sake.

    Attributes:
        kind: the kind of aggregate, such as `order`.
    """

    code: ClassVar[str] = "already_removed"
    kind: str


@dataclass(eq=False)
class EmptyStream(DomainError):
    """An aggregate cannot be folded from no events.

    Attributes:
        kind: the kind of aggregate, such as `order`.
    """

    code: ClassVar[str] = "empty_stream"
    kind: str
