"""Two processes in a container die, grow and log as one."""

import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.compose import compose_services, is_yaml, words_of
from architecture_rules.reading.dockerfiles import is_dockerfile, read_dockerfile
from architecture_rules.reading.selections import any_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_SUPERVISOR = re.compile(
    r"(?:^|[\s\"'/\[])(supervisord|honcho|circusd|foreman|overmind|hivemind|s6-svscan|runsvdir|pm2)"
    r"(?=$|[\s\"'\],])"
)
# Of a shell: not `&&`, `>&2`, `&>`, nor the `&` of an address.
_BEHIND = re.compile(r"(?<![&>\\])&(?![&>\w=])(?=\s|$|[\"'])")


def _look(file: SourceFile) -> Iterator[Place]:
    if not is_dockerfile(file):
        for service in compose_services([file]):
            for key in ("entrypoint", "command"):
                given = service.fields.get(key)
                wrong = _wrong(words_of(given)) if service.is_built else ""
                if given and wrong:
                    yield Place(file.path, given.line, f"{service.name} {wrong}")
        return
    for stage in read_dockerfile(file.text)[-1:]:
        for word in ("ENTRYPOINT", "CMD"):
            found = stage.last(word)
            if found and (wrong := _wrong(found.text)):
                yield Place(file.path, found.line, f"its {word} {wrong}")


def _wrong(command: str) -> str:
    supervisor = _SUPERVISOR.search(command)
    if supervisor:
        return f"starts {supervisor[1]}, which starts others"
    return "leaves a process behind with `&` and starts another" if _BEHIND.search(command) else ""


_PATH = "services/bot_service/Dockerfile"
_FROM = "FROM python:3.12-slim\nUSER 10001\n"

RULE = FileRule(
    RuleCard(
        id="Q327",
        name="one_process_per_container",
        section="Service Type Separation",
        why=(
            "The orchestrator sees the first process only. The second may die unseen, cannot be"
            " scaled by itself, and eats from the same limits of memory and processors."
        ),
        mend="Make a container of each process: one command, in the form of a list.",
        bad=Example(
            {_PATH: f"{_FROM}CMD python -m api_service & python -m bot_service  # <- here\n"}
        ),
        good=Example({_PATH: f'{_FROM}ENTRYPOINT ["python", "-m", "bot_service"]\n'}),
    ),
    any_of(is_dockerfile, is_yaml),
    _look,
)
