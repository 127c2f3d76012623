"""A project: its members and its files."""

from dataclasses import dataclass
from pathlib import Path

from architecture_rules.project.configuration import Configuration, read_configuration
from architecture_rules.project.listing import list_files
from architecture_rules.project.member import Kind, Member
from architecture_rules.project.source_file import SourceFile

__all__ = ["Project", "open_project"]

_KIND_OF_FOLDER = {"services": None, "sandboxes": Kind.SANDBOX, "packages": Kind.PACKAGE}


@dataclass(frozen=True)
class Project:
    """What is looked at.

    Attributes:
        root: Its folder.
        configuration: What its root pyproject declares.
        members: The workspace's members, by folder.
        files: All of its files, by path.
    """

    root: Path
    configuration: Configuration
    members: dict[str, Member]
    files: dict[str, SourceFile]

    def member(self, name: str) -> Member | None:
        """Find a member by its name."""
        return next((each for each in self.members.values() if each.name == name), None)

    def services(self, *kinds: Kind) -> list[Member]:
        """The members of these kinds, in order of their folders."""
        return [each for each in self.members.values() if each.kind in kinds]


def open_project(root: Path) -> Project:
    """Open a project; no file but the root pyproject is read yet.

    Raises:
        ConfigurationError: The root pyproject cannot be understood.
    """
    configuration = read_configuration(root)
    paths = list_files(root, configuration.exclude)
    members = _members(configuration, paths)
    files = {path: SourceFile(root, path, _owner(path, members)) for path in paths}
    return Project(root, configuration, members, files)


def _members(configuration: Configuration, paths: list[str]) -> dict[str, Member]:
    found: dict[str, Member] = {}
    for path in paths:
        folder, _, file = path.rpartition("/")
        if file != "pyproject.toml" or not folder or not _is_member(folder, configuration):
            continue
        name = folder.rpartition("/")[2]
        kind = configuration.kinds.get(name) or _kind_of(folder, name)
        found[folder] = Member(name, folder, kind)
    return found


def _is_member(folder: str, configuration: Configuration) -> bool:
    for pattern in configuration.members:
        parts, wanted = folder.split("/"), pattern.split("/")
        if len(parts) == len(wanted) and all(
            each in {"*", part} for part, each in zip(parts, wanted, strict=True)
        ):
            return True
    return False


def _kind_of(folder: str, name: str) -> Kind:
    if name == "business_hexagon":
        return Kind.HEXAGON
    return _KIND_OF_FOLDER.get(folder.partition("/")[0]) or Kind.TOOL


def _owner(path: str, members: dict[str, Member]) -> Member | None:
    parts = path.split("/")
    for size in (2, 1):
        member = members.get("/".join(parts[:size]))
        if member is not None and len(parts) > size:
            return member
    return None
