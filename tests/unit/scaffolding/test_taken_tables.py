"""An entity whose table or route another one has is refused before anything is written."""

from pathlib import Path

import pytest
from scaffolding.errors import CannotGenerate
from scaffolding.generators.taken_tables import refuse_taken_tables_and_routes
from scaffolding.project_folder import ProjectFolder

_SCHEMA = "services/db_postgres_service/db_postgres_service/infrastructure/schema"
_ROUTES = "services/api_service/api_service/interface/http"


@pytest.fixture
def project(tmp_path: Path) -> ProjectFolder:
    """A project with a table of its own, one in another's file, and a route without a table."""
    files = {
        f"{_SCHEMA}/orders.py": 'orders = Table(\n    "orders",\n)\nTable("refunds", metadata)\n',
        f"{_ROUTES}/ordering/__init__.py": "",
        f"{_ROUTES}/ordering/list_orders.py": '@router.get("/orders")\n',
        f"{_ROUTES}/ordering/get_me.py": '@router.get("/me/orders/{order_id}")\n',
        f"{_ROUTES}/operations/letters.py": '@router.get("/dead_letters/{letter_id}")\n',
    }
    for path, text in files.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return ProjectFolder(tmp_path)


@pytest.mark.parametrize(
    ("entities", "what"),
    [("orders", "table"), ("refunds", "table"), ("dead_letters", "route"), ("me", "route")],
)
def test_what_has_a_name_already_is_told(project: ProjectFolder, entities: str, what: str) -> None:
    """With the file that has it."""
    with pytest.raises(CannotGenerate, match=rf"\.py has a {what} {entities} already"):
        refuse_taken_tables_and_routes(project, entities, "ordering")


def test_a_part_of_a_name_is_free(project: ProjectFolder) -> None:
    """The control: `letters` is not `dead_letters`."""
    for entities in ("letters", "order", "wishes"):
        refuse_taken_tables_and_routes(project, entities, "ordering")
    with pytest.raises(CannotGenerate):
        refuse_taken_tables_and_routes(project, "dead_letters", "ordering")


def test_a_context_without_routes_is_refused(project: ProjectFolder) -> None:
    """Its routes would have no package to be in."""
    with pytest.raises(CannotGenerate, match="payments is not served by the API"):
        refuse_taken_tables_and_routes(project, "wishes", "payments")
