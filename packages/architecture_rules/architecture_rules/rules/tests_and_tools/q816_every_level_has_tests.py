"""Unit tests see no server, integration tests no journey: each level finds what no other can."""

from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.pytest_files import is_test_module
from architecture_rules.reading.selections import SERVICES
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_WHOLE = {"e2e", "end_to_end"}


def _look(project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    rooms = [set(each.path.split("/")[:-1]) for each in files if is_test_module(each)]
    services = project.services(*SERVICES)
    for member in (*services, *project.services(Kind.HEXAGON)):
        if not any({"unit", member.name} <= room for room in rooms):
            yield Place(f"{member.folder}/pyproject.toml", 1, f"{member.name} has no unit test")
    for member in project.services(Kind.DATA):
        if not any({"integration", member.name} <= room for room in rooms):
            message = f"{member.name} is not tested on its real database"
            yield Place(f"{member.folder}/pyproject.toml", 1, message)
    if services and all(_WHOLE.isdisjoint(room) for room in rooms):
        yield Place("pyproject.toml", 1, "no test follows a user through all services (tests/e2e)")


_DATA = "db_postgres_service"
_TEST = "def test_adds_a_user() -> None:\n    assert 1\n"

RULE = ProjectRule(
    RuleCard(
        id="Q816",
        name="every_level_has_tests",
        section="Code Quality Requirements",
        why=(
            "Logic is tested alone, data access on the real database, and what users do through all"
            " processes; a level that is missing is tested by customers."
        ),
        mend=(
            "Add tests/unit/<member>, tests/integration/<data service> with the real server, and"
            " tests/e2e."
        ),
        bad=Example(
            {
                f"services/{_DATA}/{_DATA}/users.py": "",
                f"tests/unit/{_DATA}/test_users.py": _TEST,
            }
        ),
        good=Example(
            {
                f"services/{_DATA}/{_DATA}/users.py": "",
                f"tests/unit/{_DATA}/test_users.py": _TEST,
                f"tests/integration/{_DATA}/test_users.py": _TEST,
                "tests/e2e/test_signing_up.py": _TEST,
            }
        ),
    ),
    lambda file: is_test_module(file) or file.name == "pyproject.toml",
    _look,
)
