"""A variable of the environment is seen at once by its capitals."""

import ast
import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.compose import is_yaml
from architecture_rules.reading.dockerfiles import is_dockerfile, read_dockerfile
from architecture_rules.reading.foreign_names import is_foreign
from architecture_rules.reading.names import Names
from architecture_rules.reading.written_names import argument_of, written
from architecture_rules.reading.yaml_lines import Entry, read_yaml
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_UPPER = re.compile(r"[A-Z][A-Z0-9_]*")
_ASSIGNED = re.compile(r"(?:^|\s)([^\s=\"'$]+)=")
_LINE = re.compile(r"\s*(?:export\s+)?([^\s#=]+)\s*=")
_VARIABLE = re.compile(r"(?<!\$)\$\{(\w+)")
_READERS = {"os.getenv", "os.environ.get", "os.environ.pop", "os.environ.setdefault", "os.putenv"}


def _look(file: SourceFile) -> Iterator[Place]:
    for name, line in _names(file):
        if name and not _UPPER.fullmatch(name) and not is_foreign(name, file):
            wanted = re.sub(r"\W+", "_", name).upper()
            yield Place(file.path, line, f"the variable {name} wants to be {wanted}")


def _names(file: SourceFile) -> Iterator[tuple[str, int]]:
    if file.is_python:
        yield from _in_python(file)
    elif is_dockerfile(file):
        yield from _in_dockerfile(file)
    elif is_yaml(file):
        yield from _in_compose(file)
    else:
        for number, line in enumerate(file.lines, 1):
            if found := _LINE.match(line):
                yield found[1], number


def _in_dockerfile(file: SourceFile) -> Iterator[tuple[str, int]]:
    for stage in read_dockerfile(file.text):
        for each in stage.instructions:
            if each.word == "ENV":
                found: list[str] = _ASSIGNED.findall(each.text) or each.text.split()[:1]
                yield from ((name, _line_of(file, name, each.line)) for name in found)
            elif each.word == "ARG":
                yield each.text.partition("=")[0].strip(), each.line


def _line_of(file: SourceFile, name: str, first: int) -> int:
    """Find the line of an instruction that continues over several."""
    for number, line in enumerate(file.lines[first - 1 :], first):
        if re.search(rf"(?<!\S){re.escape(name)}[ =]", line):
            return number
        if not line.rstrip().endswith("\\"):
            break
    return first


def _in_compose(file: SourceFile) -> Iterator[tuple[str, int]]:
    if not re.search(r"^services:", file.text, re.MULTILINE):
        return
    services = read_yaml(file.text).at("services")
    for service in services.fields.values() if services else ():
        yield from _in_service(service)
    for number, line in enumerate(file.lines, 1):
        yield from ((name, number) for name in _VARIABLE.findall(line))


def _in_service(service: Entry) -> Iterator[tuple[str, int]]:
    given = service.at("environment")
    if given is not None:
        yield from ((name, each.line) for name, each in given.fields.items())
        yield from ((each.text.partition("=")[0], each.line) for each in given.items)


def _in_python(file: SourceFile) -> Iterator[tuple[str, int]]:
    if b"environ" not in file.content and b"getenv" not in file.content:
        return
    names = Names(file)
    for call in file.nodes(ast.Call):
        if names.of(call.func) in _READERS:
            name = written(argument_of(call, "key", 0), "X")
            if name is not None:
                yield name, call.lineno
    for step in file.nodes(ast.Subscript):
        name = written(step.slice, "X")
        if name is not None and names.of(step.value) == "os.environ":
            yield name, step.lineno


def _is_environment(file: SourceFile) -> bool:
    name = file.name
    return (
        file.in_package
        or is_dockerfile(file)
        or is_yaml(file)
        or name in {".env", "env.example"}
        or name.startswith(".env.")
        or name.endswith(".env")
    )


RULE = FileRule(
    RuleCard(
        id="Q412",
        name="environment_is_upper_case",
        section="Naming Conventions",
        why=(
            "Shells know no names with hyphens, and small letters are their own variables. What a"
            " process reads must be found by one search through code, images and compose files."
        ),
        mend="Write it in capitals with underscores: DB_POSTGRES_SERVICE_URL.",
        bad=Example(
            {
                "services/api_service/Dockerfile": (
                    "FROM python:3.12-slim\nENV LOG_FORMAT=json \\\n    log_level=info  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                "services/api_service/Dockerfile": (
                    "FROM python:3.12-slim\nENV LOG_LEVEL=info \\\n    LOG_FORMAT=json\n"
                ),
                "deploy/env.example": "# the broker\nRABBITMQ_URL=\n",
            }
        ),
    ),
    _is_environment,
    _look,
)
