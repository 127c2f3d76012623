"""What cannot be started alone runs in somebody else's process."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.dockerfiles import Instruction, is_dockerfile, read_dockerfile
from architecture_rules.reading.selections import SERVICES
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_WORD: Final = re.compile(r"\w+")


def _look(project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    services = {each.name for each in project.services(*SERVICES)}
    images = [each for each in files if is_dockerfile(each)]
    paths = {each.path for each in files}
    for member in project.services(*SERVICES):
        declaration = f"{member.folder}/pyproject.toml"
        own = [each for each in images if each.member == member]
        is_started = any(
            member.name in _started(each, services)
            for each in images
            if each.member in {member, None}
        )
        if f"{member.package}/__main__.py" not in paths and not is_started:
            message = f"{member.name} has no __main__.py: nothing starts it alone"
            yield Place(declaration, 1, message)
        if not own and not is_started:
            yield Place(declaration, 1, f"{member.name} has no image of its own")
        for image in own:
            for each in _commands(image):
                for other in sorted(_named(each, services) - {member.name}):
                    message = f"the image of {member.name} starts {other}"
                    yield Place(image.path, each.line, message)
    for image in images:
        together = _started(image, services)
        if image.member is None and len(together) > 1:
            line = next((each.line for each in _commands(image)), 1)
            yield Place(image.path, line, f"one image starts {', '.join(sorted(together))}")


def _commands(image: SourceFile) -> list[Instruction]:
    last = read_dockerfile(image.text)[-1:]
    commands = [stage.last(word) for stage in last for word in ("ENTRYPOINT", "CMD")]
    return [each for each in commands if each is not None]


def _named(command: Instruction, services: set[str]) -> set[str]:
    return services.intersection(_WORD.findall(command.text))


def _started(image: SourceFile, services: set[str]) -> set[str]:
    return {name for each in _commands(image) for name in _named(each, services)}


_API = "services/api_service"
_BOT = "services/bot_service"
_MAIN = 'print("started")\n'
_FROM = "FROM python:3.12-slim\n"

RULE = ProjectRule(
    RuleCard(
        id="Q206",
        name="each_service_has_an_entry_point_and_an_image",
        section="Service Type Separation",
        why=(
            "A service with its own `__main__.py` and image can be started, stopped and scaled"
            " without another; two in one container share its memory and its end."
        ),
        mend=(
            "Give the service a `__main__.py` and a Dockerfile with"
            ' `ENTRYPOINT ["python", "-m", "<service>"]`, one service in each.'
        ),
        bad=Example(
            {
                f"{_API}/Dockerfile": (
                    f"{_FROM}"
                    'CMD ["sh", "-c", "python -m api_service & python -m bot_service"]  # <- here\n'
                ),
                f"{_API}/api_service/__main__.py": _MAIN,
                f"{_BOT}/pyproject.toml": "[project]  # <- here\n"
                'name = "bot_service"\nversion = "0.1.0"\n',
                f"{_BOT}/bot_service/polling.py": "",
            }
        ),
        good=Example(
            {
                f"{_API}/Dockerfile": f'{_FROM}ENTRYPOINT ["python", "-m", "api_service"]\n',
                f"{_API}/api_service/__main__.py": _MAIN,
                f"{_BOT}/Dockerfile": f'{_FROM}ENTRYPOINT ["python", "-m", "bot_service"]\n',
                f"{_BOT}/bot_service/__main__.py": _MAIN,
            }
        ),
    ),
    lambda file: file.name in {"__main__.py", "pyproject.toml"} or is_dockerfile(file),
    _look,
)
