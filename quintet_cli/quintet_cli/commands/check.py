"""`quintet check`: does a project keep the architecture guide?"""

import gc
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer
from architecture_rules.card import Severity
from architecture_rules.project.configuration import ConfigurationError, read_configuration
from architecture_rules.project.project_root import find_root
from architecture_rules.registry import rule_by_id
from architecture_rules.reports.machine_reports import github_report, json_report, sarif_report
from architecture_rules.reports.text_report import print_report, print_suppressions
from architecture_rules.rule import LiveRule
from architecture_rules.running.baseline import Baseline, BaselineError
from architecture_rules.running.engine import CheckReport
from architecture_rules.running.mending import mend
from architecture_rules.running.narrowing import OutsideError, paths_from_root, within
from architecture_rules.running.whole_check import check_folder
from rich.console import Console

from quintet_cli.commands.rules import find_rule
from quintet_cli.commands.shared_options import DataOption
from quintet_cli.display.progress_line import ProgressLine
from quintet_cli.expected_errors import ExpectedError

_MOST_WORKERS: Final = 3


class CannotCheckError(ExpectedError):
    """The project cannot be checked as it was asked for."""

    exit_code = 2


class Format(StrEnum):
    """How findings are told."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Tell only of these files and folders.", show_default=False),
    ] = None,
    *,
    output: Annotated[
        Format, typer.Option("--format", help="How findings are told.")
    ] = Format.TEXT,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended safely.")] = False,
    rule: Annotated[
        list[str] | None,
        typer.Option(help="Only this rule looks; may be repeated.", show_default=False),
    ] = None,
    suppressions: Annotated[
        bool, typer.Option("--suppressions", help="List who answers for what until when.")
    ] = False,
    write_baseline: Annotated[
        bool, typer.Option("--write_baseline", help="Forgive all present findings.")
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no_cache", help="Look at unchanged files again.")
    ] = False,
    live: Annotated[
        bool, typer.Option("--live", help="Look at the running platform, too.")
    ] = False,
    data: DataOption = None,
    root: Annotated[
        Path | None,
        typer.Option(help="The project (default: the nearest above).", show_default=False),
    ] = None,
) -> None:
    """Check a project against the architecture guide.

    Exits with 1 when something of severity error was found, with 2 when it cannot check.

    \b
    Examples:
      quintet check
      quintet check services/api_service --fix
      quintet check --rule Q101 --rule no_blocking_call_in_coroutine
      quintet check --format sarif > findings.sarif
      quintet check --suppressions
      quintet check --live
      quintet check --live --rule Q012
    """  # noqa: D301  \b keeps the examples' line breaks
    gc.disable()  # trees have no cycles, and there are many
    rule_ids = frozenset(find_rule(each).card.id for each in rule) if rule else None
    if write_baseline and (paths or rule or live):
        raise CannotCheckError("a baseline is of the whole project: leave out paths and options")
    asleep = [each for each in sorted(rule_ids or ()) if isinstance(rule_by_id(each), LiveRule)]
    if asleep and not live:
        raise CannotCheckError(f"{', '.join(asleep)} looks at what runs: add --live")
    try:
        project = find_root(Path.cwd()) if root is None else root.resolve()
        wanted = paths_from_root(paths or [], project, Path.cwd())
        with ProgressLine(sys.stderr) as line:

            def look() -> CheckReport:
                report = check_folder(
                    project,
                    datetime.now(UTC).date(),
                    rule_ids=rule_ids,
                    remember=not no_cache,
                    forgive=not write_baseline,
                    workers=min((os.cpu_count() or 1) - 1, _MOST_WORKERS),  # a core is ours
                    tell=line.tell,
                )
                return within(report, wanted)

            report = look()
            mended = mend(project, report.findings) if fix else []
            if mended:
                report = look()
    except (ConfigurationError, BaselineError, OutsideError) as error:
        raise CannotCheckError(str(error)) from error
    if live:
        report = _with_what_runs(report, project, data, rule_ids)
    if mended:
        sys.stderr.write(f"mended: {len(mended)}\n")
    if write_baseline:
        _forgive(project, report)
        return
    _tell(report, output, suppressions=suppressions)
    sys.exit(1 if any(_fails(each.rule_id) for each in report.findings) else 0)


def _with_what_runs(
    report: CheckReport, project: Path, data: Path | None, rule_ids: frozenset[str] | None
) -> CheckReport:
    # Drivers and schemas take longer to load than most projects to be looked at.
    from quintet_cli.live_check.live_check import LIVE_RULES, look_at_what_runs  # noqa: PLC0415  see above
    from quintet_cli.live_check.live_finding import LiveCheckError  # noqa: PLC0415  see above

    disabled = read_configuration(project).disable
    rules = LIVE_RULES.intersection(LIVE_RULES if rule_ids is None else rule_ids) - disabled
    try:
        findings = look_at_what_runs(data, rules)
    except LiveCheckError as error:
        raise CannotCheckError(str(error)) from error
    return replace(report, findings=[*report.findings, *findings], rules=report.rules + len(rules))


def _forgive(project: Path, report: CheckReport) -> None:
    path = project / read_configuration(project).baseline
    Baseline.write(path, report.findings)
    typer.echo(f"{path.name} forgives {len(report.findings)} findings")


def _tell(report: CheckReport, output: Format, *, suppressions: bool) -> None:
    if output is not Format.TEXT:
        reporter = {
            Format.JSON: json_report,
            Format.GITHUB: github_report,
            Format.SARIF: sarif_report,
        }[output]
        text = reporter(report)
        if text:
            typer.echo(text)
        return
    console = Console(highlight=False, soft_wrap=True, markup=False)
    if suppressions:
        print_suppressions(report, console)
    else:
        print_report(report, console)


def _fails(rule_id: str) -> bool:
    rule = rule_by_id(rule_id)
    return rule is None or rule.card.severity is Severity.ERROR
