"""What drives is above what is driven: an adapter that calls its callers runs in circles."""

from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.imports import imports_of, is_within
from architecture_rules.reading.layer_rooms import in_layer
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    package = file.module.partition(".")[0]
    wrong = {"infrastructure": "interface"}
    # A data service is a database's face: its routes name its repositories.
    if file.member is not None and file.member.is_business_service:
        wrong["interface"] = "infrastructure"
    target = wrong.get(file.layer)
    if target is None or target not in file.text:
        return
    for each in imports_of(file):
        if is_within(each.name, f"{package}.{target}"):
            message = f"the {file.layer} imports {each.name}"
            yield Place(file.path, each.line, message, column=each.column)


_DATA = "services/db_postgres_service/db_postgres_service"
_API = "services/api_service/api_service"

RULE = FileRule(
    RuleCard(
        id="Q607",
        name="infrastructure_knows_no_interface",
        section="DDD/Hexagonal Architecture",
        why=(
            "Infrastructure that imports routes or handlers cannot be used without them; a"
            " business service's interface that imports infrastructure goes round the ports."
        ),
        mend=(
            "Let the composition root hand one to the other: use cases and ports to the"
            " interface, adapters to the use cases."
        ),
        bad=Example(
            {
                f"{_DATA}/infrastructure/rows.py": (
                    "from db_postgres_service.interface.http.bodies import UserBody  # <- here\n"
                ),
                f"{_API}/interface/http/users.py": (
                    "from api_service.infrastructure.mailer import Mailer  # <- here\n"
                ),
            }
        ),
        good=Example(
            {
                f"{_DATA}/interface/http/users.py": (
                    "from db_postgres_service.infrastructure.rows import UserRows\n"
                ),
                f"{_API}/composition_root.py": (
                    "from api_service.infrastructure.mailer import Mailer\n"
                    "from api_service.interface.http.users import router\n"
                ),
            }
        ),
    ),
    in_layer("infrastructure", "interface"),
    _look,
)
