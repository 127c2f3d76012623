"""`quintet rules`: what the check asks for, and why."""

import json as json_format
from typing import Annotated

import typer
from architecture_rules.registry import all_rules, rule_by_id, rules_by_chapter
from architecture_rules.reports.rule_pages import explanation, nearest_names, rule_as_json
from architecture_rules.rule import Rule
from rich.console import Console

from quintet_cli.commands.shared_options import JsonOption
from quintet_cli.expected_errors import ExpectedError


class UnknownRuleError(ExpectedError):
    """There is no such rule."""

    exit_code = 2

    def __init__(self, name: str) -> None:
        near = nearest_names(name)
        hint = f"is it {' or '.join(near)}?" if near else "see `quintet rules`"
        super().__init__(f"there is no rule {name}: {hint}")


def rules(
    name: Annotated[
        str | None,
        typer.Argument(help="Explain this one: its id or its name.", show_default=False),
    ] = None,
    *,
    json: JsonOption = False,
) -> None:
    """List the rules of `quintet check`, or explain one.

    \b
    Examples:
      quintet rules
      quintet rules Q101
      quintet rules --json
    """  # noqa: D301  \b keeps the examples' line breaks
    chosen = all_rules() if name is None else (find_rule(name),)
    if json:
        documents = [rule_as_json(each.card) for each in chosen]
        document = documents if name is None else documents[0]
        typer.echo(json_format.dumps(document, indent=2, ensure_ascii=False))
    elif name is None:
        _print_table()
    else:
        typer.echo(explanation(chosen[0]))


def find_rule(name: str) -> Rule:
    """Find a rule by its id or name.

    Raises:
        UnknownRuleError: There is none; says which are called nearly so.
    """
    rule = rule_by_id(name)
    if rule is None:
        raise UnknownRuleError(name)
    return rule


def _print_table() -> None:
    console = Console(highlight=False, soft_wrap=True)
    for chapter, chosen in rules_by_chapter().items():
        console.print(f"\n{chapter.replace('_', ' ').capitalize()}", style="bold")
        for card in (each.card for each in chosen):
            mark = " (mends itself)" if card.mends_itself else ""
            console.print(f"  {card.id} {card.severity:<8} {card.name}{mark}")
    console.print("\n`quintet rules Q101` explains one.")
