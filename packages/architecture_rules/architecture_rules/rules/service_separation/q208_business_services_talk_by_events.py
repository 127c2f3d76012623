"""Whoever calls another business service waits for it, and fails with it."""

import ast
import re
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.plain_strings import plain_strings
from architecture_rules.reading.selections import BUSINESS, python_of
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]


def _look(project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    for member in project.services(*BUSINESS):
        others = [re.escape(each.name) for each in project.services(*BUSINESS) if each != member]
        if not others:
            continue
        name = "|".join(others)
        setting = re.compile(rf"({name})_(?:api_|base_)?(?:url|uri|origin|host|address)")
        address = re.compile(rf"https?://({name})(?:[:/].*)?", re.DOTALL)
        for file in files:
            if file.member == member:
                yield from _addresses(file, setting, address)


def _addresses(
    file: SourceFile, setting: re.Pattern[str], address: re.Pattern[str]
) -> Iterator[Place]:
    for field in file.nodes(ast.AnnAssign):
        found = setting.fullmatch(field.target.id) if isinstance(field.target, ast.Name) else None
        if found:
            message = f"{found[0]} tells where to call the business service {found[1]}"
            yield Place(file.path, field.lineno, message, field.col_offset + 1)
    for node, text in plain_strings(file):
        found = address.match(text) or (setting.fullmatch(text.lower()) if text.isupper() else None)
        if found:
            message = f"{found[0]} tells where to call the business service {found[1]}"
            yield Place(file.path, node.lineno, message, node.col_offset + 1)


_API = "services/api_service/api_service"
_BOT = "services/bot_service/bot_service"

RULE = ProjectRule(
    RuleCard(
        id="Q208",
        name="business_services_talk_by_events",
        section="Service Type Separation",
        why=(
            "An event waits in its queue until the other is up; a call fails when the other is"
            " down, and a chain of calls is as slow as its slowest part."
        ),
        mend=(
            "Publish an event that the other subscribes to; for an answer now, run the same use"
            " case of the hexagon in this process."
        ),
        bad=Example(
            {
                f"{_BOT}/settings.py": (
                    "class BotSettings:\n"
                    '    """Settings."""\n\n'
                    '    api_service_url: str = "http://127.0.0.1:8000"  # <- here\n\n\n'
                    'ORDERS = "http://api_service:8000/orders"  # <- here\n'
                ),
                f"{_API}/app.py": "",
            }
        ),
        good=Example(
            {
                f"{_BOT}/settings.py": (
                    "class BotSettings:\n"
                    '    """Settings."""\n\n'
                    "    bot_service_port: int = 8003\n"
                    '    db_postgres_service_url: str = "http://127.0.0.1:8001"\n'
                    "    rabbitmq_url: str\n"
                ),
                f"{_API}/app.py": "",
            }
        ),
    ),
    python_of(*BUSINESS),
    _look,
)
