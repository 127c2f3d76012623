"""Two services that share code by import are one service that is deployed twice."""

import re
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.imports import imports_of, is_within
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]


def _look(project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    services = [each.name for each in project.services(*SERVICES)]
    importing = re.compile(rf"^\s*(?:from|import)\b.*\b(?:{'|'.join(services)})\b", re.MULTILINE)
    for file in files:
        own = file.member.name if file.member else ""
        if not importing.search(file.text):
            continue
        others = [each for each in services if each != own]
        for each in imports_of(file):
            if is_within(each.name, *others):
                other = each.name.partition(".")[0]
                yield Place(
                    file.path, each.line, f"{own} imports the service {other}", column=each.column
                )


_API = "services/api_service/api_service"
_BOT = "services/bot_service/bot_service"

RULE = ProjectRule(
    RuleCard(
        id="Q603",
        name="services_never_import_each_other",
        section="DDD/Hexagonal Architecture",
        why=(
            "Each service runs, is deployed and fails on its own. An import makes its neighbour's"
            " settings, start and event loop its own."
        ),
        mend=(
            "Ask the other service over HTTP or by an event; move what both need to the hexagon"
            " or to a package."
        ),
        bad=Example(
            {
                f"{_API}/interface/http/chats.py": (
                    "from bot_service.settings import BotSettings  # <- here\n"
                ),
                f"{_BOT}/settings.py": "class BotSettings: ...\n",
            }
        ),
        good=Example(
            {
                f"{_API}/interface/http/chats.py": (
                    "from api_service.settings import ApiSettings\n"
                ),
                f"{_API}/settings.py": "class ApiSettings: ...\n",
                f"{_BOT}/settings.py": "class BotSettings: ...\n",
            }
        ),
    ),
    python_of(*SERVICES),
    _look,
)
