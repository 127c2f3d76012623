"""Lets every rule look at what it wants to see."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from time import perf_counter

from architecture_rules.finding import Finding, Place
from architecture_rules.project.project import Project
from architecture_rules.rule import FileRule, LiveRule, ProjectRule, Rule
from architecture_rules.running.baseline import Baseline
from architecture_rules.running.file_checks import FileCheck, looking_at_files
from architecture_rules.running.finding_cache import FindingCache
from architecture_rules.running.suppressions import (
    UNUSED_RULE,
    Suppression,
    read_suppressions,
)

__all__ = ["CheckReport", "Tell", "check", "tell_nobody"]

type Tell = Callable[[str], None]


def tell_nobody(_: str) -> None:
    """Keep quiet of how far the check is."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found.

    Attributes:
        findings: What is wrong, in order of place.
        suppressions: What people answer for, used ones.
        forgiven: What the baseline forgives.
        rules: How many rules looked.
        files: How many files there are.
        seconds: How long it took.
    """

    findings: list[Finding]
    suppressions: list[Suppression]
    forgiven: list[Finding]
    rules: int
    files: int
    seconds: float


def check(
    project: Project,
    rules: Sequence[Rule],
    cache: FindingCache,
    baseline: Baseline,
    today: date,
    *,
    known: Sequence[str] = (),
    workers: int = 1,
    tell: Tell = tell_nobody,
) -> CheckReport:
    """Check a project.

    Args:
        project: What to look at.
        rules: Who looks.
        cache: What was found in the same files before; saved afterwards.
        baseline: What is forgiven.
        today: The day that suppressions are held against.
        known: Ids that suppressions may name, where they are more than those of `rules`.
        workers: How many processes look at files when many are new; with more than one, the
            rules must be registered ones.
        tell: Is told how far the check is.
    """
    started = perf_counter()
    active = [each for each in rules if each.card.id not in project.configuration.disable]
    found = {
        Finding(place.path, place.line, place.column, rule_id, place.message, place.edit)
        for rule_id, place in _look(project, active, cache, workers, tell)
    }
    cache.save()
    ids_of_rules = known or [each.card.id for each in rules]
    read = read_suppressions(project.files.values(), ids_of_rules, today)
    allowed = {each: s for each in found for s in read.valid if s.allows(each)}
    used = set(allowed.values())
    ids = {each.card.id for each in active}
    unused = [
        Finding(
            s.path, s.line, 1, UNUSED_RULE, f"{s.rule_id} has nothing to object to here: remove it"
        )
        for s in read.valid
        if s not in used and s.rule_id in ids
    ]
    said = [each for each in (*read.objections, *unused) if each.rule_id in ids]
    new, forgiven = baseline.split(sorted([*(found - set(allowed)), *said], key=_order))
    seconds = perf_counter() - started
    return CheckReport(
        new,
        sorted(used, key=lambda s: (s.until, s.path, s.line)),
        forgiven,
        sum(not isinstance(each, LiveRule) for each in active),
        len(project.files),
        seconds,
    )


def _order(finding: Finding) -> tuple[str, int, int, str]:
    return (finding.path, finding.line, finding.column, finding.rule_id)


def _look(
    project: Project, rules: Sequence[Rule], cache: FindingCache, workers: int, tell: Tell
) -> Iterator[tuple[str, Place]]:
    alone = [each for each in rules if isinstance(each, FileRule)]
    together = [each for each in rules if isinstance(each, ProjectRule)]
    cold: list[FileCheck] = []
    for file in project.files.values():
        interested = [each for each in alone if each.selects(file)]
        if interested:
            names = ",".join(each.card.id for each in interested)
            key = f"{file.path}:{file.digest}:{file.kind}:{names}"
            known = cache.get(key)
            if known is None:
                cold.append(FileCheck(key, file, interested))
            else:
                yield from known
    with looking_at_files(project.root, cold, workers) as looked:
        for rule in together:
            tell(f"{rule.card.id} looks at all files")
            yield from _look_at_all(project, rule, cache)
        for number, (check, said) in enumerate(zip(cold, looked, strict=True), 1):
            tell(f"{number:,} of {len(cold):,} files")
            cache.put(check.key, said)
            yield from said


def _look_at_all(
    project: Project, rule: ProjectRule, cache: FindingCache
) -> list[tuple[str, Place]]:
    files = [each for each in project.files.values() if rule.selects(each)]
    digest = blake2b(digest_size=16)
    for file in files:
        digest.update(f"{file.path}:{file.digest};".encode())
    key = f"{rule.card.id}:{digest.hexdigest()}"
    found = cache.get(key)
    if found is None:
        try:
            found = [(rule.card.id, place) for place in rule.look(project, files)]
        except Exception as error:
            error.add_note(f"{rule.card.id} looked at the whole project")
            raise
        cache.put(key, found)
    return found
