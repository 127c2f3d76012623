"""What development may have by default, production has by oversight."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, keyword, last_name, string_of
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    if "Settings" not in file.text:
        return
    for settings in file.nodes(ast.ClassDef):
        if any(last_name(base).endswith("Settings") for base in settings.bases):
            yield from _settings(file, settings)


def _settings(file: SourceFile, settings: ast.ClassDef) -> Iterator[Place]:
    fields = [each for each in settings.body if isinstance(each, ast.AnnAssign)]
    rules = next((each.value for each in fields if _name(each) == "production_rules"), None)
    if rules is None:
        message = f"{settings.name} does not say what production must not have"
        yield Place(file.path, settings.lineno, message, settings.col_offset + 1)
        return
    asked = _https(rules)
    for field in fields:
        if field.value is not None and _name(field) not in asked and _is_plain(field.value):
            message = f"production would accept plain http for {_name(field)}"
            yield Place(file.path, field.lineno, message, field.col_offset + 1)


def _name(field: ast.AnnAssign) -> str:
    return last_name(field.target)


def _https(rules: ast.expr) -> set[str]:
    """Return the fields that must be https in production."""
    if not isinstance(rules, ast.Call) or called(rules) != "ProductionRules":
        return set()
    named = keyword(rules, "https_urls")
    return {string_of(each) or "" for each in ast.walk(named)} if named is not None else set()


def _is_plain(value: ast.expr) -> bool:
    return any((string_of(each) or "").startswith("http://") for each in ast.walk(value))


_SETTINGS = "services/worker_service/worker_service/settings.py"
_URL = '    public_url: str = "http://127.0.0.1:8000"'
_RULES = "    production_rules: ClassVar[ProductionRules] = ProductionRules("

RULE = FileRule(
    RuleCard(
        id="Q959",
        name="production_refuses_plain_http",
        section="Security Requirements",
        why=(
            "Defaults are for a laptop. A process that starts in production with one of them talks"
            " in clear text, and nobody notices, since everything works."
        ),
        mend="Name the field in `production_rules`: `ProductionRules(https_urls=(…))`.",
        bad=Example(
            {
                _SETTINGS: (
                    "class WorkerSettings(ServiceSettings):\n"
                    f"{_URL}  # <- here\n{_RULES}https_urls=())\n"
                )
            }
        ),
        good=Example(
            {
                _SETTINGS: (
                    "class WorkerSettings(ServiceSettings):\n"
                    f'{_URL}\n{_RULES}https_urls=("public_url",))\n'
                )
            }
        ),
    ),
    python_of(*SERVICES),
    _look,
)
