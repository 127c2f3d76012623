"""What is locked for a service is what its image will hold."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from pydantic import BaseModel

from tests.fixtures.deployment import BUSINESS, OURS, ROOT

DRIVERS = {"asyncpg", "pymongo", "sqlalchemy", "alembic", "psycopg", "psycopg2", "motor"}


class Need(BaseModel):
    """A dependency of a locked package."""

    name: str
    extra: list[str] = []


class Locked(BaseModel):
    """A package of the lock file."""

    name: str
    source: dict[str, str]
    dependencies: list[Need] = []
    optional_dependencies: dict[str, list[Need]] = {}


def normal(name: str) -> str:
    """Names of distributions compare without case and separators."""
    return re.sub(r"[-_.]+", "_", name).lower()


@cache
def lock_file() -> dict[str, Locked]:
    """The packages of the lock file by name."""
    packages = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    parsed = [
        Locked.model_validate({key.replace("-", "_"): value for key, value in each.items()})
        for each in packages
    ]
    return {normal(each.name): each for each in parsed}


def closure(name: str) -> set[str]:
    """Everything that `uv sync --package` may install."""
    seen: set[tuple[str, str]] = set()
    waiting = [(normal(name), "")]
    while waiting:
        step = waiting.pop()
        if step in seen:
            continue
        seen.add(step)
        locked = lock_file()[step[0]]
        needs = locked.optional_dependencies.get(step[1], []) if step[1] else locked.dependencies
        waiting += [(normal(each.name), extra) for each in needs for extra in ("", *each.extra)]
    return {package for package, _ in seen}


def imported(folder: Path) -> Iterator[str]:
    """The first part of each module that a package imports, at any level of nesting."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.split(".")[0]


@pytest.mark.parametrize("name", BUSINESS)
def test_no_business_service_holds_a_database_driver(name: str) -> None:
    """Not even through a library of a library."""
    assert closure(name) & DRIVERS == set()


@pytest.mark.parametrize("name", OURS)
def test_all_that_is_imported_is_installed(name: str) -> None:
    """The workspace's environment holds everything; an image only what is declared."""
    distributions = packages_distributions()
    installed = closure(name)
    members = [each for each in installed if "editable" in lock_file()[each].source]
    missing = {
        (member, module)
        for member in members
        for folder in ROOT.glob(f"*/{member}/{member}")
        for module in imported(folder)
        if module not in sys.stdlib_module_names
        and not installed & {normal(each) for each in distributions.get(module, [module])}
    }
    assert missing == set()


def test_the_closure_sees_data_services_drivers() -> None:
    """Control: it finds what is there."""
    assert {"asyncpg", "sqlalchemy"} <= closure("db_postgres_service")
    assert "pymongo" in closure("db_mongo_service")
