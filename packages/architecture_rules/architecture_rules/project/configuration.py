"""What the root pyproject declares in `[tool.quintet]`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from architecture_rules.project.member import Kind

__all__ = ["Configuration", "ConfigurationError", "ForeignName", "read_configuration"]

_KEYS = {"services", "kinds", "exclude", "disable", "baseline", "foreign_names"}


class ConfigurationError(Exception):
    """`[tool.quintet]` cannot be understood; the message says what is wrong and what is allowed."""


@dataclass(frozen=True, slots=True)
class ForeignName:
    """A name that others chose, so that it may have hyphens.

    Attributes:
        pattern: What names it is about, with `*`.
        reason: Who chose it.
    """

    pattern: str
    reason: str


@dataclass(frozen=True, slots=True)
class Configuration:
    """What the root pyproject says.

    Attributes:
        kinds: From a member's name to its kind, for those whose folder does not tell.
        members: Globs of the workspace.
        exclude: Globs of paths that are not looked at.
        disable: Ids of rules that the project does not keep.
        baseline: File of findings that the project has had before, from the root.
        foreign_names: Names with hyphens that others chose.
        text: The whole root pyproject, for rules that look at it.
    """

    kinds: Mapping[str, Kind] = field(default_factory=dict)
    members: Sequence[str] = ()
    exclude: Sequence[str] = ()
    disable: frozenset[str] = frozenset()
    baseline: str = "quintet_baseline.json"
    foreign_names: Sequence[ForeignName] = ()
    text: str = ""


def read_configuration(root: Path) -> Configuration:
    """Read the root pyproject.

    Raises:
        ConfigurationError: It is missing, no TOML, or `[tool.quintet]` has what nobody reads.
    """
    try:
        text = (root / "pyproject.toml").read_text("utf-8")
        document = tomllib.loads(text)
    except FileNotFoundError as error:
        raise ConfigurationError(f"{root} has no pyproject.toml: run it in a project") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"pyproject.toml is no TOML: {error}") from error
    tool = _table(document, "tool")
    own = _table(tool, "quintet")
    unknown = sorted(set(own) - _KEYS)
    if unknown:
        raise ConfigurationError(
            f"[tool.quintet] does not know {', '.join(unknown)};"
            f" it knows {', '.join(sorted(_KEYS))}"
        )
    try:
        kinds = {
            name: Kind(str(kind))
            for name, kind in {**_table(own, "services"), **_table(own, "kinds")}.items()
        }
    except ValueError as error:
        raise ConfigurationError(f"[tool.quintet]: {error}; kinds are {', '.join(Kind)}") from error
    baseline = own.get("baseline", "quintet_baseline.json")
    if not isinstance(baseline, str):
        raise ConfigurationError("[tool.quintet] baseline wants to be the path of a file")
    return Configuration(
        kinds=kinds,
        members=_texts(_table(_table(tool, "uv"), "workspace"), "members"),
        exclude=_texts(own, "exclude"),
        disable=frozenset(_texts(own, "disable")),
        baseline=baseline,
        foreign_names=_foreign_names(own),
        text=text,
    )


def _table(table: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise ConfigurationError(f"pyproject.toml: {key} wants to be a table")
    return value


def _texts(table: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ConfigurationError(f"pyproject.toml: {key} wants to be a list of texts")
    return tuple(value)


def _foreign_names(own: Mapping[str, object]) -> tuple[ForeignName, ...]:
    rows = own.get("foreign_names", [])
    heading = "[[tool.quintet.foreign_names]]"
    if not isinstance(rows, list) or not all(isinstance(each, dict) for each in rows):
        raise ConfigurationError(f"{heading} wants to be a list of tables")
    for row in rows:
        for key in ("pattern", "reason"):
            if not row.get(key) or not isinstance(row[key], str):
                raise ConfigurationError(f"{heading}: {key} is missing")
    return tuple(ForeignName(each["pattern"], each["reason"]) for each in rows)
