"""A further entity, as the platform itself would get it."""

import ast
from pathlib import Path

import pytest
from scaffolding.errors import CannotGenerate
from scaffolding.generators.entity import entity_request
from scaffolding.project_folder import ProjectFolder

from tests.unit.scaffolding.dry_runs import PLATFORM, ending, generated

FIELDS = ["title:text", "note:text?", "worth:decimal", "state:choice(open,used)", "ends:moment?"]
HEXAGON = "business_hexagon/business_hexagon"


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """What is made of a coupon, by path."""
    return generated(entity_request(PLATFORM, "coupon", FIELDS, context="ordering"))


def test_an_entity_has_domain_use_cases_and_policies(files: dict[str, str]) -> None:
    """And every text that is made of it is Python."""
    for path, text in files.items():
        if path.endswith(".py"):
            ast.parse(text, path)
    assert "class Coupon(Aggregate[CouponEvent]):" in ending(files, "domain/ordering/coupon.py")
    for use_case in ("create_coupon", "update_coupon", "remove_coupon"):
        assert "require(Scope.ORDERING_WRITE)" in ending(files, f"commands/ordering/{use_case}.py")
    for use_case in ("get_coupon", "list_coupons"):
        assert "require(Scope.ORDERING_READ)" in ending(files, f"queries/ordering/{use_case}.py")
    operations = ending(files, "access/operations.py")
    assert '    "Ordering: coupons": COUPON_OPERATIONS,\n' in operations
    assert "    *COUPON_ROWS,\n" in ending(files, "integration_events/catalogue.py")


def test_the_first_entity_of_a_context_brings_its_scopes(files: dict[str, str]) -> None:
    """Customers see and change their own, support sees everybody's."""
    assert '    ORDERING_READ_ALL = "ordering:read_all"\n' in ending(files, "identity/scope.py")
    customers, support = ending(files, "identity/role_scopes.py").split("SUPPORT_SCOPES: Final")
    assert "    Scope.ORDERING_READ,\n    Scope.ORDERING_WRITE,\n" in customers
    assert "    Scope.ORDERING_READ_ALL,\n" in support


def test_scopes_that_mean_something_else_are_left_alone() -> None:
    """Whoever writes the catalogue need not write reviews."""
    said = entity_request(PLATFORM, "review", ["opinion:text"], context="catalogue").variables

    assert (said["scope"], said["SCOPE"], said["has_scopes"]) == ("reviews", "REVIEWS", False)


def test_plain_fields_need_neither_rules_nor_words() -> None:
    """No empty file is made."""
    said = entity_request(PLATFORM, "holiday", ["is_open:boolean"], context="ordering").variables

    assert (said["has_rules"], said["has_choices"]) == (False, False)


@pytest.mark.parametrize(
    ("entity", "context", "plural", "why"),
    [
        ("coupon", "wish_lists", None, "quintet new context wish_lists"),
        ("Coupon", "ordering", None, "small letters"),
        ("order", "ordering", None, "already"),
        ("refund_request", "tasks", None, "already"),
        ("task", "ordering", "jobs", "already"),
        ("document", "ordering", None, "taken"),
        ("sheep", "ordering", "sheep", "--plural"),
        ("x" * 25, "ordering", None, "longer than 24"),
        ("x" * 20, "wish_lists_of_all", "y" * 24, "longer than 38"),
    ],
)
def test_names_that_cannot_be_are_refused(
    entity: str, context: str, plural: str | None, why: str
) -> None:
    """Before anything is rendered."""
    with pytest.raises(CannotGenerate, match=why):
        entity_request(PLATFORM, entity, ["title:text"], context=context, plural=plural)


def test_a_plural_whose_scopes_mean_something_else_is_refused(tmp_path: Path) -> None:
    """When both the context's and the entity's words are taken."""
    files = {
        f"packages/{HEXAGON}/domain/stock/__init__.py": "",
        f"packages/{HEXAGON}/domain/identity/scope.py": 'A = "stock:read"\nB = "crates:read"\n',
        "services/api_service/api_service/interface/http/stock/__init__.py": "",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf_8")
    with pytest.raises(CannotGenerate, match="another plural"):
        entity_request(ProjectFolder(tmp_path), "crate", ["title:text"], context="stock")
