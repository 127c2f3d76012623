"""A variable that any module may read is checked, documented and hidden by none."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_READS = {"os.environ", "os.environb", "os.getenv", "os.getenvb", "dotenv.load_dotenv"}
_WORDS = ("environ", "getenv", "dotenv")


def _look(file: SourceFile) -> Iterator[Place]:
    if not any(word in file.text for word in _WORDS) or "settings" in file.name:
        return
    names = Names(file)
    found: list[ast.Attribute | ast.Name] = [*file.nodes(ast.Attribute), *file.nodes(ast.Name)]
    for node in found:
        if names.of(node) in _READS:
            message = f"{names.of(node)} is read past the settings"
            yield Place(file.path, node.lineno, message, node.col_offset + 1)


_MODULE = "services/worker_service/worker_service/mail.py"

RULE = FileRule(
    RuleCard(
        id="Q958",
        name="environment_is_read_by_settings_alone",
        section="Security Requirements",
        why=(
            "Settings are read once, with types, and refuse to start with what production must not"
            " have. A variable that is read elsewhere is a plain string that nobody has checked."
        ),
        mend="Declare a field in the service's settings and hand its value to who needs it.",
        bad=Example({_MODULE: "import os\n\nurl = os.environ['SMTP_URL']  # <- here\n"}),
        good=Example(
            {
                _MODULE: (
                    "def mailer(settings: WorkerSettings) -> Mailer:\n"
                    "    return Mailer(settings.smtp_url.get_secret_value())\n"
                )
            }
        ),
    ),
    python_of(*SERVICES, Kind.HEXAGON, Kind.PACKAGE),
    _look,
)
