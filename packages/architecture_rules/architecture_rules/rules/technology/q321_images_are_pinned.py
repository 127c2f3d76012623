"""What was tested is what runs: a tag that moves runs something else tomorrow."""

import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.compose import compose_services, is_yaml
from architecture_rules.reading.dockerfiles import is_dockerfile, read_dockerfile
from architecture_rules.reading.selections import any_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_COPIED = re.compile(r"--from=(\S+)")


def _look(file: SourceFile) -> Iterator[Place]:
    if is_dockerfile(file):
        yield from _look_at_stages(file)
        return
    for service in compose_services([file]):
        image = service.image
        if image and not service.is_built and _moves(image.text):
            message = f"{service.name} runs {image.text}, which is another image tomorrow"
            yield Place(file.path, image.line, message)


def _look_at_stages(file: SourceFile) -> Iterator[Place]:
    known = {"scratch"}
    for number, stage in enumerate(read_dockerfile(file.text)):
        used = [(stage.base, stage.line)]
        for each in stage.instructions:
            copied = _COPIED.match(each.text) if each.word == "COPY" else None
            used += [(copied[1], each.line)] if copied else []
        known |= {str(number)}
        for image, line in used:
            if image.casefold() not in known and _moves(image):
                message = f"{image} is another image tomorrow: name a version"
                yield Place(file.path, line, message)
        known |= {stage.name} - {""}


def _moves(image: str) -> bool:
    if "@sha256:" in image or "$" in image:
        return False
    _, colon, tag = image.rpartition("/")[2].partition(":")
    return not colon or tag in {"latest", "stable", "edge", "main", "master", "nightly"}


RULE = FileRule(
    RuleCard(
        id="Q321",
        name="images_are_pinned",
        section="Technology Stack Requirements",
        why=(
            "`latest`, or no tag, means whatever was pulled last: two machines run two databases,"
            " and a rollback does not roll back."
        ),
        mend="Name a version, such as `redis:7`, or a digest.",
        bad=Example(
            {
                "deploy/compose.yaml": (
                    "services:\n  redis:\n    image: redis  # <- here\n"
                    "  postgres:\n    image: postgres:latest  # <- here\n"
                ),
                "services/api_service/Dockerfile": "FROM python:latest  # <- here\n",
            }
        ),
        good=Example(
            {
                "deploy/compose.yaml": (
                    "services:\n  redis:\n    image: redis:7\n"
                    "  api_service:\n    image: shop/api_service\n"
                    "    build: {context: .., dockerfile: services/api_service/Dockerfile}\n"
                ),
                "services/api_service/Dockerfile": "FROM python:3.12-slim\n",
            }
        ),
    ),
    any_of(is_dockerfile, is_yaml),
    _look,
)
