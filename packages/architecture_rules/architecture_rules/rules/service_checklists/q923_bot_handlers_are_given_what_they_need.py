"""A handler that fetches its own use case from a module cannot be tested without the world."""

import ast
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import last_name
from architecture_rules.reading.selections import python_of
from architecture_rules.reading.service_code import ServiceCode, service_codes
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    for service in service_codes(files):
        for file, call in service.calls("Dispatcher"):
            if not service.uses("setup_dishka") and not _has_container(service):
                message = "handlers of this dispatcher are given no container"
                yield Place(file.path, call.lineno, message, call.col_offset + 1)


def _has_container(service: ServiceCode) -> bool:
    """Whether `dispatcher[CONTAINER_NAME] = container` stands somewhere."""
    return any(
        isinstance(target, ast.Subscript) and last_name(target.slice) == "CONTAINER_NAME"
        for file in service.files
        if "CONTAINER_NAME" in file.text
        for each in file.nodes(ast.Assign)
        for target in each.targets
    )


_DISPATCHER = "services/bot_service/bot_service/interface/telegram/dispatcher.py"
_MADE = "def build(storage: BaseStorage) -> Dispatcher:\n    made = Dispatcher(storage=storage)"

RULE = ProjectRule(
    RuleCard(
        id="Q923",
        name="bot_handlers_are_given_what_they_need",
        section="For Aiogram Services",
        why=(
            "Handlers name what they need as parameters, and the container of the process hands it"
            " to them; so tests hand in others, and nothing is opened at import."
        ),
        mend="Call `setup_dishka(container, dispatcher)` and take use cases as `FromDishka[…]`.",
        bad=Example({_DISPATCHER: f"{_MADE}  # <- here\n    return made\n"}),
        good=Example(
            {_DISPATCHER: f"{_MADE}\n    setup_dishka(container, made)\n    return made\n"}
        ),
    ),
    python_of(Kind.BOT),
    _look,
)
