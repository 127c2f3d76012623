"""Who breaks into a process should not own its container."""

from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.compose import compose_services, is_yaml
from architecture_rules.reading.dockerfiles import base_of, is_dockerfile, read_dockerfile
from architecture_rules.reading.selections import any_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_ROOT = {"root", "0"}


def _look(file: SourceFile) -> Iterator[Place]:
    if not is_dockerfile(file):
        for service in compose_services([file]):
            user = service.fields.get("user")
            if user and service.is_built and user.text.partition(":")[0] in _ROOT:
                yield Place(file.path, user.line, f"{service.name} runs as {user.text}")
        return
    stages = read_dockerfile(file.text)
    if file.member is None or not stages:
        return
    end = stages[-1]
    user_of_end = end.last("USER") or base_of(stages, end).last("USER")
    if user_of_end is None:
        yield Place(file.path, end.line, "the image has no USER, so its process is root")
    elif user_of_end.text.partition(":")[0] in _ROOT:
        yield Place(file.path, user_of_end.line, f"its process runs as {user_of_end.text}")


_PATH = "services/api_service/Dockerfile"
_REST = 'ENTRYPOINT ["python", "-m", "api_service"]\n'

RULE = FileRule(
    RuleCard(
        id="Q322",
        name="containers_do_not_run_as_root",
        section="Technology Stack Requirements",
        why=(
            "A process needs no privilege to answer requests. As root, one hole in a library is"
            " the whole container, and one hole in the kernel the whole machine."
        ),
        mend="Give the Dockerfile's last stage a `USER` with a number, such as `USER 10001:10001`.",
        bad=Example({_PATH: f"FROM python:3.12-slim  # <- here\n{_REST}"}),
        good=Example({_PATH: f"FROM python:3.12-slim\nUSER 10001:10001\n{_REST}"}),
    ),
    any_of(is_dockerfile, is_yaml),
    _look,
)
