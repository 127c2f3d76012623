"""A small project with one module of a business service, for tests of the engine."""

from datetime import date
from pathlib import Path

from architecture_rules.card import Example
from architecture_rules.example_project import write_example
from architecture_rules.running.engine import CheckReport
from architecture_rules.running.whole_check import check_folder

USERS = "services/api_service/api_service/users.py"
TODAY = date(2026, 11, 23)


def write(folder: Path, text: str, **others: str) -> None:
    """Write the module, and other files of the same package by their stems."""
    package = "services/api_service/api_service"
    files = {USERS: text, **{f"{package}/{name}.py": each for name, each in others.items()}}
    write_example(Example(files), folder)


def check(folder: Path, *, remember: bool = False, today: date = TODAY) -> CheckReport:
    """Check it by the rule on imports of drivers, and by those on suppressions."""
    rule_ids = frozenset({"Q101", "Q002", "Q003", "Q004"})
    return check_folder(folder, today, rule_ids=rule_ids, remember=remember)


def found(report: CheckReport) -> list[tuple[str, int]]:
    """Rule and line of each finding."""
    return [(each.rule_id, each.line) for each in report.findings]
