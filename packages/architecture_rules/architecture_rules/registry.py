"""All rules: whatever module below `rules` has a `RULE` is one."""

import pkgutil
from functools import cache
from importlib import import_module

from architecture_rules import rules
from architecture_rules.rule import FileRule, ProjectRule, Rule

__all__ = ["all_rules", "rule_by_id"]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return the rules in order of their ids.

    Raises:
        ValueError: Two rules share an id or a name.
    """
    found: list[Rule] = []
    for module in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}."):
        if not module.ispkg:
            rule = getattr(import_module(module.name), "RULE", None)
            if isinstance(rule, FileRule | ProjectRule):
                found.append(rule)
    for names in ([each.card.id for each in found], [each.card.name for each in found]):
        twice = {each for each in names if names.count(each) > 1}
        if twice:
            raise ValueError(f"more than one rule is called {', '.join(sorted(twice))}")
    return tuple(sorted(found, key=lambda each: each.card.id))


def rule_by_id(text: str) -> Rule | None:
    """Find a rule by its id or its name, in any case."""
    wanted = text.casefold()
    for rule in all_rules():
        if wanted in {rule.card.id.casefold(), rule.card.name}:
            return rule
    return None
