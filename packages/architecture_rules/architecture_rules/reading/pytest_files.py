"""Which files are tests, and which functions in them pytest runs."""

from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.function_parts import Function, functions_of

__all__ = ["is_test_code", "is_test_module", "runs_on_real_servers", "tests_in"]

_ROOMS = {"test", "tests"}
_REAL = {"chaos", "e2e", "end_to_end", "integration"}


def is_test_code(file: SourceFile) -> bool:
    """Whether it is Python below a folder of tests: tests, their fixtures and stand-ins."""
    return file.is_python and not _ROOMS.isdisjoint(file.path.split("/")[:-1])


def is_test_module(file: SourceFile) -> bool:
    """Whether pytest collects it."""
    return is_test_code(file) and (file.name.startswith("test_") or file.name.endswith("_test.py"))


def runs_on_real_servers(file: SourceFile) -> bool:
    """Whether it belongs to tests that are worth something only on the real thing."""
    return is_test_code(file) and not _REAL.isdisjoint(file.path.split("/")[:-1])


def tests_in(file: SourceFile) -> list[Function]:
    """The functions and methods that are tests."""
    return [each for each in functions_of(file) if each.name.startswith("test")]
