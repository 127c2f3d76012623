"""The usual answers to which files a rule wants to see."""

from collections.abc import Callable
from fnmatch import fnmatch

from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile

__all__ = ["BUSINESS", "SERVICES", "any_of", "named", "production_python", "python_of"]

type Selection = Callable[[SourceFile], bool]

BUSINESS = frozenset({Kind.API, Kind.BOT, Kind.WORKER})
SERVICES = BUSINESS | {Kind.DATA}


def python_of(*kinds: Kind) -> Selection:
    """Modules of the packages of members of these kinds; not their tests."""
    wanted = frozenset(kinds)
    return lambda file: file.in_package and file.kind in wanted


def production_python(file: SourceFile) -> bool:
    """Modules of all members' packages: whatever runs outside of tests."""
    return file.in_package


def named(*patterns: str) -> Selection:
    """Files whose path fits one of these globs; `*` crosses slashes."""
    return lambda file: any(fnmatch(file.path, each) for each in patterns)


def any_of(*selections: Selection) -> Selection:
    """What any of them selects."""
    return lambda file: any(each(file) for each in selections)
