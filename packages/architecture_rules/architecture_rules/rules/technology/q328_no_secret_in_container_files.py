"""What is written in an image or a compose file is read by all who may read it, for ever."""

import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.compose import compose_services, is_yaml
from architecture_rules.reading.dockerfiles import Instruction, is_dockerfile, read_dockerfile
from architecture_rules.reading.selections import any_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_NAME = re.compile(
    r"(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN"  # in the plural, tokens are counted
    r"|(?:API|SIGNING|PRIVATE|ACCESS|SECRET|ONE_TIME)_KEYS?)$",
    re.IGNORECASE,
)
_IN_URL = re.compile(r"\w://[^/\s:@]*:(?!\$)[^/\s:@{}]+@")
_DEFAULT = re.compile(r"\$\{\w+:?-([^}]+)\}")
_PAIR = re.compile(r"(\w+)=(\"[^\"]*\"|'[^']*'|\S*)")


def _look(file: SourceFile) -> Iterator[Place]:
    if is_dockerfile(file):
        for stage in read_dockerfile(file.text):
            for each in stage.instructions:
                if each.word in {"ENV", "ARG"}:
                    for name, value in _pairs(each):
                        if _is_secret(name, value):
                            yield Place(file.path, each.line, f"{name} is written into the image")
        return
    for service in compose_services([file]):
        for variable in service.environment:
            if _is_secret(variable.name, variable.value):
                message = f"{service.name} is given the secret {variable.name} in plain sight"
                yield Place(file.path, variable.line, message)


def _pairs(instruction: Instruction) -> list[tuple[str, str]]:
    if instruction.word == "ENV" and "=" not in instruction.text.split(" ", 1)[0]:
        name, _, value = instruction.text.partition(" ")
        return [(name, value)]
    return [(name, value.strip("\"'")) for name, value in _PAIR.findall(instruction.text)]


def _is_secret(name: str, value: str) -> bool:
    given = _DEFAULT.sub(r"\1", value)
    if _IN_URL.search(given):
        return True
    # A path tells where the secret is, a variable who knows it.
    is_literal = bool(given) and not given.startswith(("/", "./", "$"))
    return is_literal and _NAME.search(name) is not None


_PATH = "deploy/compose.yaml"
_HEAD = "services:\n  api_service:\n    image: shop/api_service:1\n    environment:\n"

RULE = FileRule(
    RuleCard(
        id="Q328",
        name="no_secret_in_container_files",
        section="Security Requirements",
        why=(
            "Compose files and images are copied, pushed and kept: a secret in one of them is the"
            " same for every installation and can only be changed by changing the code."
        ),
        mend="Mount it as a secret and name its file, or take it from outside: `${NAME:?}`.",
        bad=Example(
            {
                _PATH: (
                    f"{_HEAD}      API_KEY: of-the-shop  # <- here\n"
                    "      RABBITMQ_URL: amqp://guest:guest@rabbitmq  # <- here\n"
                ),
                "services/api_service/Dockerfile": (
                    "FROM python:3.12-slim\nENV ADMIN_PASSWORD=letmein  # <- here\nUSER 10001\n"
                ),
            }
        ),
        good=Example(
            {
                _PATH: (
                    f"{_HEAD}      API_KEY_FILE: /run/secrets/api_key\n"
                    "      RABBITMQ_URL: amqp://shop:${RABBITMQ_PASSWORD:?}@rabbitmq\n"
                )
            }
        ),
    ),
    any_of(is_dockerfile, is_yaml),
    _look,
)
