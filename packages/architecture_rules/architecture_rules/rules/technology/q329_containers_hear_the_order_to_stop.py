"""A shell in front of the process keeps the order to stop for itself."""

from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.dockerfiles import is_dockerfile, read_dockerfile
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _selects(file: SourceFile) -> bool:
    return file.member is not None and is_dockerfile(file)


def _look(file: SourceFile) -> Iterator[Place]:
    for stage in read_dockerfile(file.text)[-1:]:
        for word in ("ENTRYPOINT", "CMD"):
            found = stage.last(word)
            if found and not found.text.startswith(("[", "exec ")):
                message = f"its {word} runs in a shell, which passes no signal on"
                yield Place(file.path, found.line, message)


_PATH = "services/worker_service/Dockerfile"
_FROM = "FROM python:3.12-slim\nUSER 10001\n"

RULE = FileRule(
    RuleCard(
        id="Q329",
        name="containers_hear_the_order_to_stop",
        section="Service Development Checklist",
        why=(
            "Written as plain text, a command runs below `sh`, which gets SIGTERM and does nothing"
            " with it: after the grace period the process is killed in the middle of its work."
        ),
        mend='Write the command as a list: `ENTRYPOINT ["python", "-m", "worker_service"]`.',
        bad=Example({_PATH: f"{_FROM}CMD python -m worker_service  # <- here\n"}),
        good=Example({_PATH: f'{_FROM}ENTRYPOINT ["python", "-m", "worker_service"]\n'}),
    ),
    _selects,
    _look,
)
