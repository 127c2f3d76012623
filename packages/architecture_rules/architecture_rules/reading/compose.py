"""Services of compose files: those of `extends` in other files included."""

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass

from architecture_rules.project.member import Member
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.yaml_lines import Entry, read_yaml

__all__ = ["ComposeService", "Variable", "compose_services", "is_yaml", "words_of"]


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a container's environment.

    Attributes:
        name: Such as `LOG_LEVEL`.
        value: As written; empty where it comes from outside.
        line: Where.
    """

    name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class ComposeService:
    """A service that a compose file describes in whole.

    Attributes:
        name: Its key.
        path: Of the file.
        line: Where it begins.
        fields: Its settings.
        neighbours: All services of its file.
    """

    name: str
    path: str
    line: int
    fields: dict[str, Entry]
    neighbours: dict[str, Entry]

    @property
    def image(self) -> Entry | None:
        """The image that it runs."""
        return self.fields.get("image")

    @property
    def is_built(self) -> bool:
        """Whether its image is built here, by itself or by a neighbour that names it the same."""
        image = self.image
        return "build" in self.fields or (
            image is not None
            and any(
                "build" in each.fields and each.fields.get("image", image).text == image.text
                for each in self.neighbours.values()
                if "image" in each.fields
            )
        )

    @property
    def runs_once(self) -> bool:
        """Whether it ends by itself, such as a migration."""
        restart = self.fields.get("restart")
        waited = (
            each.at("depends_on", self.name, "condition") for each in self.neighbours.values()
        )
        return (restart is not None and restart.text in {"no", "false"}) or any(
            each is not None and each.text == "service_completed_successfully" for each in waited
        )

    @property
    def environment(self) -> list[Variable]:
        """Its variables, of either form."""
        given = self.fields.get("environment", Entry({}, self.line))
        pairs = [(each.text.partition("="), each.line) for each in given.items]
        return [
            *(Variable(name, value.text, value.line) for name, value in given.fields.items()),
            *(Variable(name, value, line) for (name, _, value), line in pairs),
        ]

    @property
    def networks(self) -> set[str]:
        """The networks that it is in."""
        given = self.fields.get("networks", Entry({}, self.line))
        return {*given.fields, *(each.text for each in given.items)} or {"default"}

    def member(self, project: Project) -> Member | None:
        """The member of the workspace that it runs: by its Dockerfile, else by its name."""
        build = self.fields.get("build")
        if build is None:
            return project.member(self.name)
        context = build.at("context") or build
        dockerfile = build.at("dockerfile")
        folder = posixpath.join(posixpath.dirname(self.path), context.text or ".")
        file = posixpath.join(folder, dockerfile.text if dockerfile else "Dockerfile")
        found = project.files.get(posixpath.normpath(file))
        return (found.member if found else None) or project.member(self.name)


def is_yaml(file: SourceFile) -> bool:
    """Whether it may be a compose file, or one that such a file extends."""
    return file.path.endswith((".yaml", ".yml"))


def words_of(entry: Entry | None) -> str:
    """A command of either form as one text."""
    if entry is None:
        return ""
    return entry.text or " ".join(each.text for each in entry.items)


def compose_services(files: Sequence[SourceFile]) -> list[ComposeService]:
    """Return every service that is described in whole.

    An override that only adds to a service has neither image nor build, and is left out; so is
    what others extend: it is looked at where it is used.
    """
    found = {each.path: _services(each) for each in files if is_yaml(each)}
    extended = {
        target
        for path, services in found.items()
        for name, entry in services.items()
        if (target := _extends(path, entry)) is not None and target != (path, name)
    }
    whole: list[ComposeService] = []
    for path, services in found.items():
        for name, entry in services.items():
            fields = _whole(found, path, entry, 8)
            if (path, name) not in extended and not {"image", "build"}.isdisjoint(fields):
                whole.append(ComposeService(name, path, entry.line, fields, services))
    return whole


def _services(file: SourceFile) -> dict[str, Entry]:
    if not re.search(r"^services:", file.text, re.MULTILINE):
        return {}
    services = read_yaml(file.text).at("services")
    return {k: each for k, each in services.fields.items() if each.fields} if services else {}


def _extends(path: str, entry: Entry) -> tuple[str, str] | None:
    extends = entry.at("extends")
    if extends is None:
        return None
    service, file = extends.at("service") or extends, extends.at("file")
    if file is None:
        return path, service.text
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), file.text)), service.text


def _whole(
    found: dict[str, dict[str, Entry]], path: str, entry: Entry, depth: int
) -> dict[str, Entry]:
    target = _extends(path, entry)
    if target is None or not depth:
        return entry.fields
    origin = found.get(target[0], {}).get(target[1])
    before = _whole(found, target[0], origin, depth - 1) if origin else {}
    return _merged(before, entry.fields)


def _merged(before: dict[str, Entry], after: dict[str, Entry]) -> dict[str, Entry]:
    merged = {**before, **after}
    for key in before.keys() & after.keys():
        one, other = before[key].fields, after[key].fields
        if one and other:
            merged[key] = Entry(_merged(one, other), after[key].line)
    return merged
