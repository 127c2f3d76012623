"""Two frameworks that each want to own the event loop cannot share a process."""

from collections.abc import Iterator, Sequence
from typing import Final

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.frameworks import BOT_FRAMEWORKS, WEB_FRAMEWORKS
from architecture_rules.reading.import_graph import import_graph
from architecture_rules.reading.imports import imports_of, is_within
from architecture_rules.reading.selections import production_python
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_WITHOUT_BOT: Final = frozenset({Kind.API, Kind.WORKER, Kind.DATA})
_WITHOUT_WEB: Final = frozenset({Kind.BOT, Kind.WORKER})


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    without_bot = [each for each in files if each.kind in _WITHOUT_BOT]
    for file, each, chain in import_graph(tuple(files)).ways_in(without_bot, BOT_FRAMEWORKS):
        message = f"brings {chain[-1]} into a process without a bot: {' > '.join(chain)}"
        yield Place(file.path, each.line, message, each.column)
    for file in files:
        if file.kind in _WITHOUT_WEB:
            # A shared package may serve the probes of a bot on the bot's own loop.
            yield from _direct(file, WEB_FRAMEWORKS, f"{file.kind} service imports")
    with_web = {
        file.member.name
        for file in files
        if file.member is not None
        and file.kind is Kind.PACKAGE
        and any(is_within(each.name, *WEB_FRAMEWORKS) for each in imports_of(file))
    }
    for file in files:
        if file.kind is Kind.PACKAGE and file.member is not None and file.member.name in with_web:
            yield from _direct(file, BOT_FRAMEWORKS, "package with a web framework imports")


def _direct(file: SourceFile, packages: Sequence[str], who: str) -> Iterator[Place]:
    for each in imports_of(file):
        if is_within(each.name, *packages):
            yield Place(file.path, each.line, f"{who} {each.name.partition('.')[0]}", each.column)


_API = "services/api_service/api_service"
_BOT = "services/bot_service/bot_service"
_CHATS = "packages/chat_kit/chat_kit"
_WEB = "packages/web_kit/web_kit"

RULE = ProjectRule(
    RuleCard(
        id="Q201",
        name="one_framework_in_each_process",
        section="Service Type Separation",
        why=(
            "FastAPI on uvicorn and aiogram both start, stop and signal the event loop. In one"
            " process, the one's shutdown breaks the other, and a busy chat slows the API."
        ),
        mend="Move it to the service of its kind, and let the two talk by events.",
        bad=Example(
            {
                f"{_API}/app.py": (
                    "from chat_kit.sending import send  # <- here\nfrom fastapi import FastAPI\n"
                ),
                f"{_CHATS}/sending.py": "from aiogram import Bot\n\n\ndef send() -> None: ...\n",
                f"{_BOT}/admin.py": "from aiogram import Bot\nimport uvicorn  # <- here\n",
                f"{_WEB}/pages.py": "import fastapi\n",
                f"{_WEB}/chats.py": "import aiogram  # <- here\n",
            }
        ),
        good=Example(
            {
                f"{_API}/app.py": "from fastapi import FastAPI\n",
                f"{_BOT}/app.py": (
                    "from aiogram import Bot\nfrom chat_kit.sending import send\n"
                    "from web_kit.pages import health_page\n"
                ),
                f"{_CHATS}/sending.py": "from aiogram import Bot\n\n\ndef send() -> None: ...\n",
                f"{_WEB}/pages.py": "import fastapi\n",
            }
        ),
    ),
    production_python,
    _look,
)
