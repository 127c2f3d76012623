"""Which files changed, for people and for machines."""

import json as json_format
from collections import Counter
from collections.abc import Sequence

import typer
from rich.console import Console
from scaffolding.planning import Change, Outcome

_COLOURS = {
    Outcome.CREATED: "green",
    Outcome.EDITED: "yellow",
    Outcome.UPDATED: "yellow",
    Outcome.MERGED: "yellow",
    Outcome.REMOVED: "red",
    Outcome.CONFLICT: "red",
}


def tell_changes(changes: Sequence[Change], *, dry_run: bool, json: bool) -> None:
    """Tell a person, or a machine."""
    if json:
        typer.echo(json_format.dumps(changes_as_json(changes), indent=2))
    else:
        _print_changes(changes, dry_run=dry_run)


def changes_as_json(changes: Sequence[Change]) -> dict[str, str]:
    """Outcome by path."""
    return {change.path: change.outcome.value for change in changes}


def _print_changes(changes: Sequence[Change], *, dry_run: bool) -> None:
    """Print a line for each file that changes, and a sum."""
    console = Console(highlight=False, soft_wrap=True)
    for change in changes:
        if change.outcome is not Outcome.SAME:
            colour = _COLOURS.get(change.outcome, "dim")
            console.print(f"  [{colour}]{change.outcome:<11}[/{colour}] {change.path}")
    counts = Counter(change.outcome for change in changes)
    told = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
    tense = "would be" if dry_run else "files:"
    console.print(f"{tense} {told or 'nothing'}")
