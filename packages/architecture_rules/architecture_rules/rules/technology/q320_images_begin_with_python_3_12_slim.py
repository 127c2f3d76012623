"""One base image for all: one thing to patch, one runtime to know."""

import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.compose import compose_services, is_yaml
from architecture_rules.reading.dockerfiles import base_of, is_dockerfile, read_dockerfile
from architecture_rules.reading.selections import any_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_WANTED = "python:3.12-slim"
_SOURCE = re.compile(r"^(?:docker\.io/)?(?:library/)?")


def _look(file: SourceFile) -> Iterator[Place]:
    if is_dockerfile(file):
        yield from _look_at_stages(file)
        return
    for service in compose_services([file]):
        image = service.image
        name = _plain(image.text) if image and not service.is_built else ""
        if image and name.partition(":")[0] == "python" and name != _WANTED:
            yield Place(file.path, image.line, f"{service.name} runs {image.text}")


def _look_at_stages(file: SourceFile) -> Iterator[Place]:
    stages = read_dockerfile(file.text)
    for stage in stages:
        base = base_of(stages, stage)
        image = _plain(base.base)
        is_wrong_python = image.partition(":")[0] == "python" and image != _WANTED
        is_wrong_end = file.member is not None and stage is stages[-1] and image != _WANTED
        if base is stage and is_wrong_python:
            yield Place(file.path, stage.line, f"begins with {base.base}, not with {_WANTED}")
        elif is_wrong_end and not is_wrong_python:
            yield Place(file.path, base.line, f"the image begins with {base.base}, not {_WANTED}")


def _plain(image: str) -> str:
    return _SOURCE.sub("", image).partition("@")[0]


_PATH = "services/api_service/Dockerfile"
_REST = 'USER 10001\nENTRYPOINT ["python", "-m", "api_service"]\n'

RULE = FileRule(
    RuleCard(
        id="Q320",
        name="images_begin_with_python_3_12_slim",
        section="Technology Stack Requirements",
        why=(
            "Services share packages and wheels: two runtimes, or two C libraries, double what is"
            " tested and patched. The slim image has no compiler for a burglar."
        ),
        mend="Write `FROM python:3.12-slim`, also for the stage that builds; a digest may follow.",
        bad=Example(
            {
                _PATH: (
                    "FROM python:3.11 AS build  # <- here\n"
                    'RUN ["pip", "install", "uv"]\n\n'
                    f"FROM alpine:3.20  # <- here\n{_REST}"
                )
            }
        ),
        good=Example(
            {
                _PATH: (
                    f'FROM {_WANTED} AS build\nRUN ["pip", "install", "uv"]\n\nFROM {_WANTED}\n'
                    f"COPY --from=build /shop /shop\n{_REST}"
                ),
                "deploy/compose.yaml": "services:\n  redis:\n    image: redis:7\n",
            }
        ),
    ),
    any_of(is_dockerfile, is_yaml),
    _look,
)
