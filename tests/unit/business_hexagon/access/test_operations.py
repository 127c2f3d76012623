"""Every use case has a policy and keeps it; what has none is refused."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import business_hexagon.application
import pytest
from business_hexagon.application.access.operations import OPERATIONS, Audience
from business_hexagon.application.actor import Actor
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.scope import EVERY_SCOPE, Scope

APPLICATION = Path(business_hexagon.application.__file__).parent


def use_cases() -> Iterator[tuple[str, type]]:
    """Every class with an `execute`, by the name of its file."""
    for kind in ("commands", "queries"):
        for path in sorted((APPLICATION / kind).glob("*/*.py")):
            module = importlib.import_module(
                f"business_hexagon.application.{kind}.{path.parent.name}.{path.stem}"
            )
            for _, found in inspect.getmembers(module, inspect.isclass):
                if found.__module__ == module.__name__ and hasattr(found, "execute"):
                    yield path.stem, found


USE_CASES = dict(use_cases())
SCOPED = [name for name, policy in OPERATIONS.items() if policy.audience is Audience.SCOPED]


def test_the_walk_finds_use_cases() -> None:
    """Control: the tests below are about something."""
    assert len(USE_CASES) > 50
    assert {"place_order", "refund_order_lines", "log_in"} <= set(USE_CASES)


def test_every_use_case_has_a_policy_and_every_policy_a_use_case() -> None:
    """Who adds one decides who may use it."""
    assert set(USE_CASES) == set(OPERATIONS)


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_policy_names_a_scope_exactly_when_it_needs_one(name: str) -> None:
    """And says to which things it applies."""
    policy = OPERATIONS[name]
    assert (policy.scope is not None) is (policy.audience is Audience.SCOPED)
    assert policy.object_rule


class _Nothing:
    """A command of which only the actor may be looked at."""

    __slots__ = ("actor",)

    def __init__(self, actor: Actor) -> None:
        self.actor = actor


@pytest.mark.parametrize("name", SCOPED)
async def test_the_scope_is_required_before_anything_else(name: str) -> None:
    """The use case has no port and the command no field: any other look would fail otherwise."""
    scope = OPERATIONS[name].scope
    assert scope is not None
    all_but_one = Actor.of_client("program", EVERY_SCOPE - {scope})
    use_case: object = object.__new__(USE_CASES[name])
    with pytest.raises(PermissionDenied) as refusal:
        await use_case.execute(_Nothing(all_but_one))  # type: ignore[attr-defined]  # found by it
    assert refusal.value.action == scope.value


@pytest.mark.parametrize("name", SCOPED)
async def test_the_scope_is_enough_to_get_further(name: str) -> None:
    """Control: with it the use case goes on, and fails for want of everything else."""
    scope = OPERATIONS[name].scope
    assert scope is not None
    only_one = Actor.of_client("program", frozenset({scope}))
    use_case: object = object.__new__(USE_CASES[name])
    with pytest.raises((AttributeError, PermissionDenied)) as failure:
        await use_case.execute(_Nothing(only_one))  # type: ignore[attr-defined]  # found by it
    if isinstance(failure.value, PermissionDenied):
        assert failure.value.action == name, "a program is no user, but has the scope"


def test_every_scope_is_looked_at_somewhere() -> None:
    """One that nothing requires protects nothing."""
    required = set[str]()
    for path in (*APPLICATION.glob("*/*/*.py"), APPLICATION / "actor.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf_8"))):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == "Scope"
            ):
                required.add(node.attr)
    assert required == {scope.name for scope in Scope}
