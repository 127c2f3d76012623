"""The whole way from a folder to a report, as the command and the tests go it."""

from datetime import date
from pathlib import Path

from architecture_rules.project.configuration import ConfigurationError
from architecture_rules.project.project import open_project
from architecture_rules.registry import all_rules
from architecture_rules.running.baseline import Baseline
from architecture_rules.running.engine import CheckReport, Tell, check, tell_nobody
from architecture_rules.running.finding_cache import FindingCache, fingerprint_of_rules

__all__ = ["CACHE_FILE", "check_folder"]

CACHE_FILE = ".quintet_cache/findings.json"


def check_folder(
    root: Path,
    today: date,
    *,
    rule_ids: frozenset[str] | None = None,
    remember: bool = True,
    forgive: bool = True,
    workers: int = 1,
    tell: Tell = tell_nobody,
) -> CheckReport:
    """Check the project in a folder.

    Args:
        root: The project's folder.
        today: The day that suppressions are held against.
        rule_ids: Only these rules look; all without it.
        remember: Whether findings of unchanged files are remembered in the folder.
        forgive: Whether the baseline counts.
        workers: How many processes look at files when many are new.
        tell: Is told how far the check is.

    Raises:
        ConfigurationError: The root pyproject cannot be understood.
        BaselineError: The baseline cannot be read.
    """
    project = open_project(root)
    known = [each.card.id for each in all_rules()]
    unknown = sorted(project.configuration.disable.difference(known))
    if unknown:
        raise ConfigurationError(f"[tool.quintet] disables {', '.join(unknown)}: no such rule")
    rules = [each for each in all_rules() if rule_ids is None or each.card.id in rule_ids]
    fingerprint = fingerprint_of_rules(project.configuration.text)
    # What some rules said must not replace what is remembered of all.
    remembered = root / CACHE_FILE if remember and rule_ids is None else None
    cache = FindingCache(remembered, fingerprint)
    path = root / project.configuration.baseline
    baseline = Baseline.read(path) if forgive else Baseline.none()
    return check(
        project,
        rules,
        cache,
        baseline,
        today,
        known=known,
        workers=workers,
        tell=tell,
    )
