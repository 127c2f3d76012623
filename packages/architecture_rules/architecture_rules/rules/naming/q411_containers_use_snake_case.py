"""The name of a compose service is the name of its host: what code calls it."""

import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.compose import is_yaml
from architecture_rules.reading.foreign_names import is_foreign
from architecture_rules.reading.written_names import is_snake_case, snake_case_of
from architecture_rules.reading.yaml_lines import Entry, read_yaml
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_TABLES = ("services", "networks", "volumes", "secrets", "configs")
_VARIABLE = re.compile(r"\$\{[^}]*\}|\$\w+")
_TAG = re.compile(r"(:[^/]*)?(@.*)?$")
_SERVICES = re.compile(r"^services:", re.MULTILINE)


def _look(file: SourceFile) -> Iterator[Place]:
    if not _SERVICES.search(file.text):
        return
    document = read_yaml(file.text)
    yield from _named(file, "project", document.at("name"))
    for kind in _TABLES:
        table = document.at(kind)
        for name, entry in table.fields.items() if table else ():
            yield from _called(file, kind.removesuffix("s"), name, entry.line)
            if entry.at("external") is None:
                yield from _named(file, kind.removesuffix("s"), entry.at("name"))
    services = document.at("services")
    for service in services.fields.values() if services else ():
        yield from _of_service(file, service)


def _of_service(file: SourceFile, service: Entry) -> Iterator[Place]:
    yield from _named(file, "container", service.at("container_name"))
    yield from _named(file, "host", service.at("hostname"))
    image = service.at("image")
    if image is not None and service.at("build") is not None:
        *registry, name = _TAG.sub("", _VARIABLE.sub("", image.text)).split("/")
        own = registry[1:] if registry and re.search(r"[.:]", registry[0]) else registry
        yield from _called(file, "image", "_".join([*own, name]), image.line)
    networks = service.at("networks")
    for network in networks.fields.values() if networks else ():
        aliases = network.at("aliases")
        for alias in aliases.items if aliases else ():
            yield from _named(file, "host", alias)


def _named(file: SourceFile, kind: str, entry: Entry | None) -> Iterator[Place]:
    if entry is not None:
        yield from _called(file, kind, _VARIABLE.sub("", entry.text), entry.line)


def _called(file: SourceFile, kind: str, name: str, line: int) -> Iterator[Place]:
    if not is_snake_case(name) and not is_foreign(name, file) and not name.startswith("x-"):
        yield Place(file.path, line, f"the {kind} {name} wants to be {snake_case_of(name)}")


RULE = FileRule(
    RuleCard(
        id="Q411",
        name="containers_use_snake_case",
        section="Naming Conventions",
        why=(
            "Services, containers, images, networks, volumes and secrets are names of things that"
            " have a name in code already; a second spelling is found by nobody's search."
        ),
        mend="Write it as the code does. Rename a volume that holds data with its data.",
        bad=Example(
            {
                "deploy/compose.yaml": (
                    "services:\n"
                    "  api-service:  # <- here\n"
                    "    build: ../services/api_service\n"
                    "    container_name: shop-api  # <- here\n"
                    "volumes:\n"
                    "  postgres-data: {}  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                "deploy/compose.yaml": (
                    "services:\n"
                    "  api_service:\n"
                    "    build: ../services/api_service\n"
                    "    container_name: shop_api_service\n"
                    "  gateway:\n"
                    "    image: ghcr.io/some-vendor/edge-gateway:2\n"
                    "volumes:\n"
                    "  postgres_data: {}\n"
                )
            }
        ),
    ),
    is_yaml,
    _look,
)
