"""The modules of a service together, for rules on what every service of a kind must have."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from architecture_rules.finding import Place
from architecture_rules.project.member import Member
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called

__all__ = ["ServiceCode", "service_codes"]

_ENTRANCES = ("composition_root.py", "__main__.py")


@dataclass(frozen=True, slots=True)
class ServiceCode:
    """What a service consists of.

    Attributes:
        member: The service.
        files: Its modules; at least one.
    """

    member: Member
    files: Sequence[SourceFile]

    def calls(self, *names: str) -> Iterator[tuple[SourceFile, ast.Call]]:
        """Yield the calls of what has one of these names."""
        for file in self.files:
            if any(name in file.text for name in names):
                for call in file.nodes(ast.Call):
                    if called(call) in names:
                        yield file, call

    def uses(self, *names: str) -> bool:
        """Whether it calls one of these, or hands it to a call such as `add_middleware`."""
        for file in self.files:
            if any(name in file.text for name in names):
                for call in file.nodes(ast.Call):
                    given = {each.id for each in call.args if isinstance(each, ast.Name)}
                    if called(call) in names or not given.isdisjoint(names):
                        return True
        return False

    def at_application(self, *names: str, message: str) -> Iterator[Place]:
        """Yield one finding about what is missing around a FastAPI application; none without one.

        Args:
            names: Calls beside which it should stand; the last one is named, else `FastAPI()`.
            message: What is missing.
        """
        made = list(self.calls("FastAPI"))
        if made:
            beside = [*made, *self.calls(*names)]
            file, call = max(beside, key=lambda each: (each[0].path, each[1].lineno))
            yield Place(file.path, call.lineno, message, call.col_offset + 1)

    def here(self, message: str) -> Place:
        """Return a finding about the service as a whole: where it is wired together."""
        first = f"{self.member.package}/"
        for name in _ENTRANCES:
            if any(file.path == first + name for file in self.files):
                return Place(first + name, 1, message)
        return Place(self.files[0].path, 1, message)


def service_codes(files: Sequence[SourceFile]) -> Iterator[ServiceCode]:
    """Yield the services that these modules belong to; packages without code are none yet."""
    found: dict[str, list[SourceFile]] = {}
    for file in files:
        if file.member is not None and file.in_package and file.name != "__init__.py":
            found.setdefault(file.member.folder, []).append(file)
    for modules in found.values():
        if modules[0].member is not None:
            yield ServiceCode(modules[0].member, modules)
