"""What came of it: counts for each operation and each failure once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from storage_contracts.json_value import Json, JsonObject


@dataclass(frozen=True, slots=True)
class FuzzFailure:
    """A promise that a service broke.

    Attributes:
        operation: Label, such as `GET /orders`.
        check: Name of the check that noticed.
        message: What is wrong.
        curl: A command that repeats the request; the credentials are masked.
        status: What the service answered, 0 when it did not.
        body: The beginning of the answer.
    """

    operation: str
    check: str
    message: str
    curl: str = ""
    status: int = 0
    body: str = ""

    def as_json(self) -> JsonObject:
        """Return it as JSON."""
        return {
            "operation": self.operation,
            "check": self.check,
            "message": self.message,
            "curl": self.curl,
            "status": self.status,
            "body": self.body,
        }


@dataclass(slots=True)
class FuzzReport:
    """The outcome for one service.

    Attributes:
        service: Its name.
        cases: Requests sent, by operation.
        statuses: Answers, by status.
        phases: Requests sent, by phase.
        failures: Each kind of failure of an operation once.
        seconds: How long it took.
    """

    service: str
    cases: dict[str, int] = field(default_factory=dict)
    statuses: dict[int, int] = field(default_factory=dict)
    phases: dict[str, int] = field(default_factory=dict)
    failures: list[FuzzFailure] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def total(self) -> int:
        """All requests sent."""
        return sum(self.cases.values())

    def add(self, failure: FuzzFailure) -> bool:
        """Keep a failure unless one of its kind is there; say whether it is new."""
        kind = (failure.operation, failure.check, failure.status)
        known = {(each.operation, each.check, each.status) for each in self.failures}
        if kind in known:
            return False
        self.failures.append(failure)
        return True

    def as_json(self) -> JsonObject:
        """Return it as JSON."""
        statuses: dict[str, Json] = {str(key): self.statuses[key] for key in sorted(self.statuses)}
        return {
            "service": self.service,
            "operations": len(self.cases),
            "cases": self.total,
            "cases_by_operation": {key: self.cases[key] for key in sorted(self.cases)},
            "cases_by_phase": {**self.phases},
            "answers_by_status": statuses,
            "failures": [each.as_json() for each in self.failures],
            "seconds": round(self.seconds, 1),
        }


def table(reports: Sequence[FuzzReport]) -> str:
    """Return the outcome of several services as a table and, below it, each failure."""
    head = ("service", "operations", "cases", "answers", "failures", "seconds")
    rows = [
        (
            report.service,
            str(len(report.cases)),
            f"{report.total:,}",
            " ".join(f"{key}:{report.statuses[key]}" for key in sorted(report.statuses)),
            str(len(report.failures)),
            f"{report.seconds:.0f}",
        )
        for report in reports
    ]
    rows.append(
        (
            "in total",
            str(sum(len(report.cases) for report in reports)),
            f"{sum(report.total for report in reports):,}",
            "",
            str(sum(len(report.failures) for report in reports)),
            f"{sum(report.seconds for report in reports):.0f}",
        )
    )
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (head, tuple("-" * width for width in widths), *rows)
    ]
    for report in reports:
        for failure in report.failures:
            lines += ["", f"{report.service}: {failure.operation}: {failure.check}"]
            lines += [f"  {line}" for line in failure.message.splitlines()]
            if failure.status:
                lines.append(f"  answered {failure.status}: {failure.body}")
            if failure.curl:
                lines.append(f"  {failure.curl}")
    return "\n".join(lines)
