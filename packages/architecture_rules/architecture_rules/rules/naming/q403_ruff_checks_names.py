"""Ruff's pep8-naming knows snake_case, CapWords and UPPER_CASE: it must be switched on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.toml_tables import line_of_key, table_of, words_of
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_CODES = (
    *("N801", "N802", "N803", "N804", "N805", "N806", "N807"),
    *("N811", "N812", "N813", "N814", "N815", "N816", "N817", "N999"),
)
"""All of pep8-naming but the `Error` at the end of an exception's name, which is no case."""


def _look(project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    elsewhere = {"ruff.toml", ".ruff.toml"} & project.files.keys()
    for file in files:
        yield from _look_at(file, is_only="/" not in file.path and not elsewhere)


def _look_at(file: SourceFile, *, is_only: bool) -> Iterator[Place]:
    in_pyproject = file.name == "pyproject.toml"
    ruff = table_of(file, "tool", "ruff") if in_pyproject else table_of(file)
    if ruff is None:
        if is_only:
            yield Place(file.path, 1, "there is no [tool.ruff.lint], so nobody checks names")
        return
    if "extend" in ruff:
        return
    lint = ruff.get("lint")
    table = cast("Mapping[str, object]", lint) if isinstance(lint, dict) else {}
    at = "tool.ruff.lint" if in_pyproject else "lint"
    chosen = [*words_of(table, "select"), *words_of(table, "extend-select")]
    missing = [each for each in _CODES if not _covers(chosen, each)]
    if missing:
        line = line_of_key(file, at, "select")
        yield Place(file.path, line, f"ruff does not select N (pep8-naming): {missing[0]}")
        return
    for key in ("ignore", "extend-ignore"):
        for code in words_of(table, key):
            if any(each.startswith(code) for each in _CODES):
                yield Place(file.path, line_of_key(file, at, key), f"ruff ignores {code}")


def _covers(chosen: list[str], code: str) -> bool:
    return any(each == "ALL" or (each and code.startswith(each)) for each in chosen)


_TOP = '[project]\nname = "shop"\nversion = "0.1.0"\n\n[tool.ruff.lint]\n'

RULE = ProjectRule(
    RuleCard(
        id="Q403",
        name="ruff_checks_names",
        section="Naming Conventions",
        why=(
            "Names of variables, functions, arguments, classes and modules are ruff's to check, in"
            " the editor already. What it is told to ignore, nobody checks."
        ),
        mend='Write `select = ["ALL"]` or `select = [..., "N"]`, and ignore none of it.',
        bad=Example({"pyproject.toml": f'{_TOP}select = ["E", "F"]  # <- here\n'}),
        good=Example({"pyproject.toml": f'{_TOP}select = ["E", "F", "N"]\nignore = ["N818"]\n'}),
    ),
    lambda file: (
        file.name in {"pyproject.toml", "ruff.toml", ".ruff.toml"}
        and (file.member is not None or "/" not in file.path)
    ),
    _look,
)
