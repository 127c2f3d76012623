"""Chains of imports through the workspace's own modules, without importing any of them."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.imports import Imported, imports_of, is_within

__all__ = ["ImportGraph", "import_graph"]


class ImportGraph:
    """What each module of the members' packages imports when it runs.

    Imports for types only are left out; those inside of functions count.

    Args:
        files: Modules of the workspace; others are left out.
    """

    def __init__(self, files: Iterable[SourceFile]) -> None:
        self._files = {each.module: each for each in files if each.in_package}
        self._imports = {
            name: [each for each in imports_of(file) if not each.for_types_only]
            for name, file in self._files.items()
        }
        self._importers: dict[str, set[str]] = {}
        for module, imports in self._imports.items():
            for target in {target for each in imports for target in self.targets(each)}:
                self._importers.setdefault(target, set()).add(module)

    def ways_to(self, packages: Sequence[str]) -> dict[str, list[str]]:
        """Return for each module that reaches one of these packages a shortest chain of names.

        The chain begins with what the module imports and ends with the package; a module that
        imports it by itself has a chain of one.
        """
        ways: dict[str, list[str]] = {}
        for module, imports in self._imports.items():
            for each in imports:
                if is_within(each.name, *packages):
                    ways.setdefault(module, [_package(each.name, packages)])
        waiting = deque(sorted(ways))
        while waiting:
            reached = waiting.popleft()
            for module in sorted(self._importers.get(reached, ())):
                if module not in ways:
                    ways[module] = [reached, *ways[reached]]
                    waiting.append(module)
        return ways

    def ways_in(
        self, files: Iterable[SourceFile], packages: Sequence[str]
    ) -> Iterator[tuple[SourceFile, Imported, list[str]]]:
        """Yield the imports of these files that name a package, or leave their member for it.

        When many imports of a member lead to one and the same import elsewhere, only the first is
        yielded: that one place is to be mended.

        Returns:
            The file, its import and the chain, which begins with what is imported.
        """
        ways = self.ways_to(packages)
        seen: set[tuple[str, ...]] = set()
        for file in files:
            own = file.module.partition(".")[0]
            for each in self._imports.get(file.module, ()) if file.module in ways else ():
                if is_within(each.name, *packages):
                    yield file, each, [_package(each.name, packages)]
                elif not is_within(each.name, own):
                    found = [(len(ways[t]), t) for t in self.targets(each) if t in ways]
                    chain = [min(found)[1], *ways[min(found)[1]]] if found else []
                    if found and (own, *chain[-2:]) not in seen:
                        seen.add((own, *chain[-2:]))
                        yield file, each, chain

    def targets(self, imported: Imported) -> list[str]:
        """The workspace's modules that an import runs: the module and the packages above it."""
        parts = imported.name.split(".")
        names = (".".join(parts[:size]) for size in range(1, len(parts) + 1))
        return [each for each in names if each in self._files]


@lru_cache(maxsize=1)
def import_graph(files: tuple[SourceFile, ...]) -> ImportGraph:
    """Return the graph of these files; several rules ask for that of the same project."""
    return ImportGraph(files)


def _package(name: str, packages: Sequence[str]) -> str:
    return next(each for each in packages if is_within(name, each))
