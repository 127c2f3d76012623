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
    tool = document.get("tool", {})
    own = tool.get("quintet", {})
    unknown = sorted(set(own) - _KEYS)
    if unknown:
        raise ConfigurationError(
            f"[tool.quintet] does not know {', '.join(unknown)};"
            f" it knows {', '.join(sorted(_KEYS))}"
        )
    try:
        kinds = {
            name: Kind(kind)
            for name, kind in {**own.get("services", {}), **own.get("kinds", {})}.items()
        }
        names = tuple(
            ForeignName(each["pattern"], each["reason"]) for each in own.get("foreign_names", [])
        )
    except ValueError as error:
        raise ConfigurationError(f"[tool.quintet]: {error}; kinds are {', '.join(Kind)}") from error
    except KeyError as error:
        raise ConfigurationError(f"[[tool.quintet.foreign_names]]: {error} is missing") from error
    return Configuration(
        kinds=kinds,
        members=tuple(tool.get("uv", {}).get("workspace", {}).get("members", ())),
        exclude=tuple(own.get("exclude", ())),
        disable=frozenset(own.get("disable", ())),
        baseline=own.get("baseline", "quintet_baseline.json"),
        foreign_names=names,
        text=text,
    )
