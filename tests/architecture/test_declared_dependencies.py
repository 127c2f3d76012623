"""A member names in its `pyproject.toml` whatever it imports: another's dependency may go away."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_BROUGHT_ALONG = frozenset({"pydantic_core"})
"""pydantic pins it to the letter and documents its types as its own."""

_MEMBERS = sorted(
    path.parent
    for pattern in ("packages/*", "services/*", "sandboxes/*", "quintet_cli")
    for path in _ROOT.glob(f"{pattern}/pyproject.toml")
)


@cache
def _distributions() -> dict[str, set[str]]:
    return {
        module: {_normalised(name) for name in names}
        for module, names in packages_distributions().items()
    }


def _normalised(requirement: str) -> str:
    name = re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "_", name).lower()


def _declared(member: Path) -> set[str]:
    project = tomllib.loads((member / "pyproject.toml").read_text(encoding="utf_8"))["project"]
    return {_normalised(requirement) for requirement in project.get("dependencies", [])}


def _imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def _missing(sources: list[str], own: str, declared: set[str]) -> set[str]:
    """Return the imported modules that none of the declared distributions brings."""
    modules = {module for source in sources for module in _imported(source)}
    foreign = modules - sys.stdlib_module_names - {own, *_BROUGHT_ALONG}
    return {
        module
        for module in foreign
        if _distributions().get(module, {_normalised(module)}).isdisjoint(declared)
    }


@pytest.mark.parametrize("member", _MEMBERS, ids=lambda member: member.name)
def test_a_member_declares_what_it_imports(member: Path) -> None:
    """Nothing is imported that only happens to be installed."""
    sources = [path.read_text(encoding="utf_8") for path in (member / member.name).rglob("*.py")]
    assert sources
    assert _missing(sources, member.name, _declared(member)) == set()


def test_an_undeclared_import_is_found() -> None:
    """The control: a module of nobody's dependency is named, whichever way it is imported."""
    sources = ["import json\nimport yaml.nodes", "from pydantic import BaseModel", "import own.x"]
    assert _missing(sources, "own", {"pydantic"}) == {"yaml"}
    assert _missing(sources, "own", {"pyyaml"}) == {"pydantic"}
