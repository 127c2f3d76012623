"""A further context, as the platform itself would get it."""

import pytest
from scaffolding.errors import CannotGenerate
from scaffolding.generators.context import context_request

from tests.unit.scaffolding.dry_runs import PLATFORM, generated


def test_a_context_is_a_place_in_every_layer() -> None:
    """Nothing is in it yet, so no shared table knows of it."""
    files = generated(context_request(PLATFORM, "wish_lists"))

    assert {path.rsplit("/", 1)[1] for path in files} == {"__init__.py"}
    assert {
        f"packages/business_hexagon/business_hexagon/{folder}/wish_lists/__init__.py"
        for folder in ("domain", "application/commands", "application/queries")
    } < set(files)


@pytest.mark.parametrize(
    ("context", "why"),
    [
        ("wish-lists", "small letters"),
        ("ordering", "already"),
        ("values", "taken"),
        ("x" * 25, "longer than 24"),
    ],
)
def test_names_that_cannot_be_are_refused(context: str, why: str) -> None:
    """With the reason."""
    with pytest.raises(CannotGenerate, match=why):
        context_request(PLATFORM, context)
