"""For people: one line for each finding, then what to do; colours only in terminals."""

from collections import Counter

from rich.console import Console
from rich.text import Text

from architecture_rules.card import Severity
from architecture_rules.registry import rule_by_id
from architecture_rules.running.engine import CheckReport

__all__ = ["print_report", "print_suppressions"]

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}


def print_report(report: CheckReport, console: Console) -> None:
    """Print the findings and a last line."""
    for finding in report.findings:
        rule = rule_by_id(finding.rule_id)
        line = Text(f"{finding.path}:{finding.line}:{finding.column}: ")
        line.append(finding.rule_id, style=_STYLES[rule.card.severity] if rule else "")
        line.append(f" {finding.message}")
        console.print(line)
    for rule_id, times in sorted(Counter(each.rule_id for each in report.findings).items()):
        rule = rule_by_id(rule_id)
        if rule:
            console.print(f"\n{rule_id} {rule.card.name} ({times}): {rule.card.mend}")
    found = len(report.findings)
    said = "Nothing to object to" if not found else f"{found} finding{'s' if found > 1 else ''}"
    rest = [
        f"{len(report.suppressions)} suppressed" if report.suppressions else "",
        f"{len(report.forgiven)} in the baseline" if report.forgiven else "",
    ]
    console.print(
        f"{said}: {report.rules} rules, {report.files:,} files, {report.seconds:.1f} s"
        + "".join(f", {each}" for each in rest if each)
    )


def print_suppressions(report: CheckReport, console: Console) -> None:
    """Print who answers for what until when."""
    for each in report.suppressions:
        console.print(f"{each.until} {each.rule_id} {each.path}:{each.line}: {each.reason}")
    console.print(f"{len(report.suppressions)} suppressions in use")
