"""A library that waits by blocking stops everybody else in the process, too."""

from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.blocking_libraries import BLOCKING_LIBRARIES, BLOCKING_MODULES
from architecture_rules.reading.imports import imports_of, is_within
from architecture_rules.reading.mentions import mentions
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_BLOCKING = {**BLOCKING_LIBRARIES, **BLOCKING_MODULES}
_FIRST = {name.partition(".")[0] for name in _BLOCKING}


def _look(file: SourceFile) -> Iterator[Place]:
    if not mentions(file, _BLOCKING):
        return
    for each in imports_of(file):
        if each.for_types_only or each.name.partition(".")[0] not in _FIRST:
            continue
        for name, instead in _BLOCKING.items():
            if is_within(each.name, name):
                message = f"imports {name}, which blocks the event loop: use {instead}"
                yield Place(file.path, each.line, message, each.column)


_PATH = "services/worker_service/worker_service/prices.py"

RULE = FileRule(
    RuleCard(
        id="Q302",
        name="no_blocking_library_in_service",
        section="Technology Stack Requirements",
        why=(
            "Each process has one event loop. While a blocking library waits for its answer, no"
            " request, no message and no heartbeat of this process is served."
        ),
        mend="Use an async library for the same server: the message says which.",
        bad=Example(
            {
                _PATH: (
                    "import requests  # <- here\nfrom urllib.request import urlopen  # <- here\n"
                ),
            }
        ),
        good=Example({_PATH: "from urllib.parse import urlsplit\n\nimport aio_pika\n"}),
    ),
    python_of(*SERVICES, Kind.HEXAGON, Kind.PACKAGE),
    _look,
)
