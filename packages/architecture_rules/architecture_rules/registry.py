"""All rules: whatever module below `rules` has a `RULE` is one."""

import pkgutil
from functools import cache
from importlib import import_module

from architecture_rules import rules
from architecture_rules.rule import FileRule, LiveRule, ProjectRule, Rule

__all__ = ["all_rules", "rule_by_id", "rules_by_chapter"]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return the rules in order of their ids.

    Raises:
        ValueError: Two rules share an id or a name.
    """
    found = [rule for _, rule in _modules_with_rules()]
    for names in ([each.card.id for each in found], [each.card.name for each in found]):
        twice = {each for each in names if names.count(each) > 1}
        if twice:
            raise ValueError(f"more than one rule is called {', '.join(sorted(twice))}")
    return tuple(sorted(found, key=lambda each: each.card.id))


@cache
def rules_by_chapter() -> dict[str, tuple[Rule, ...]]:
    """Return the rules by the folder they stand in, such as `data_access`, in order of ids."""
    chapter_of = {rule.card.id: module.split(".")[-2] for module, rule in _modules_with_rules()}
    found: dict[str, list[Rule]] = {}
    for rule in all_rules():
        found.setdefault(chapter_of[rule.card.id], []).append(rule)
    return {chapter: tuple(each) for chapter, each in found.items()}


@cache
def _modules_with_rules() -> tuple[tuple[str, Rule], ...]:
    found: list[tuple[str, Rule]] = []
    for module in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}."):
        if not module.ispkg:
            rule = getattr(import_module(module.name), "RULE", None)
            if isinstance(rule, FileRule | ProjectRule | LiveRule):
                found.append((module.name, rule))
    return tuple(found)


def rule_by_id(text: str) -> Rule | None:
    """Find a rule by its id or its name, in any case."""
    return _by_any_name().get(text.casefold())


@cache
def _by_any_name() -> dict[str, Rule]:
    return {
        name: rule for rule in all_rules() for name in (rule.card.id.casefold(), rule.card.name)
    }
