"""Everybody finds a data service where the guide says that it is."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.compose import compose_services, is_yaml
from architecture_rules.reading.selections import SERVICES, any_of, python_of
from architecture_rules.reading.yaml_lines import Entry
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_OUTSIDE: Final[Mapping[str, str]] = {"postgres": "8001", "mongo": "8002"}
_INSIDE: Final = "8000"
_DEFAULT: Final = re.compile(r"\$\{\w+:?-([^}]*)\}")
_LOCAL_URL: Final = re.compile(r"https?://(?:127\.0\.0\.1|localhost):(\d+)/?")


def _look(project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    ports = {
        member.name: port
        for member in project.services(Kind.DATA)
        for word, port in _OUTSIDE.items()
        if word in member.name
    }
    for service in compose_services(files):
        member = service.member(project)
        published = service.fields.get("ports")
        if member is not None and member.name in ports and published is not None:
            wanted = (ports[member.name], _INSIDE)
            for each in published.items:
                found = _published(each)
                if found is not None and found != wanted:
                    message = f"{member.name} is at {':'.join(found)}, not {':'.join(wanted)}"
                    yield Place(service.path, each.line, message)
    settings = {f"{name}_{what}": p for name, p in ports.items() for what in ("port", "url")}
    for file in files:
        for field in file.nodes(ast.AnnAssign):
            name = field.target.id if isinstance(field.target, ast.Name) else ""
            if name in settings and field.value is not None:
                port = _port(field.value)
                # A container's own port may be the default of who listens, not of who asks.
                inside = _INSIDE if name.endswith("_port") else ""
                if port not in {"", "0", inside, settings[name]}:
                    message = f"{name} is {port} by default, not {settings[name]}"
                    yield Place(file.path, field.lineno, message, field.col_offset + 1)


def _published(entry: Entry) -> tuple[str, str] | None:
    """Port outside and inside; None when only one is said."""
    outside, target = entry.at("published"), entry.at("target")
    if outside is not None and target is not None:
        return _DEFAULT.sub(r"\1", outside.text), target.text
    parts = _DEFAULT.sub(r"\1", entry.text).removesuffix("/tcp").split(":")
    return (parts[-2], parts[-1]) if len(parts) > 1 and parts[-2].isdecimal() else None


def _port(value: ast.expr) -> str:
    """The port that a default means; empty when it cannot be told."""
    if isinstance(value, ast.Call):
        named = [each.value for each in value.keywords if each.arg == "default"]
        given = [*value.args[:1], *named]
        return _port(given[0]) if given and isinstance(given[0], ast.Constant) else ""
    if not isinstance(value, ast.Constant):
        return ""
    if isinstance(value.value, str):
        found = _LOCAL_URL.fullmatch(value.value)
        return found[1] if found else ""
    return str(value.value) if type(value.value) is int else ""


_API = "services/api_service/api_service/settings.py"
_DATA = "services/db_postgres_service/db_postgres_service/settings.py"
_COMPOSE = (
    "services:\n  db_postgres_service:\n"
    "    build: {{context: .., dockerfile: services/db_postgres_service/Dockerfile}}\n"
    "    ports:\n      - {0}\n"
)
_DOCKERFILE = {"services/db_postgres_service/Dockerfile": "FROM python:3.12-slim\n"}

RULE = ProjectRule(
    RuleCard(
        id="Q110",
        name="data_services_listen_on_their_ports",
        section="Data Service Responsibilities",
        why=(
            "Compose files, defaults and runbooks of many teams name the data services by port."
            " One that moves is asked for the wrong database."
        ),
        mend=(
            "Publish PostgreSQL's data service as 8001:8000 and MongoDB's as 8002:8000; let the"
            " defaults of settings say 8001 and 8002."
        ),
        bad=Example(
            {
                "deploy/compose.yaml": _COMPOSE.format('"8002:8000"  # <- here'),
                _API: 'class S:\n    db_postgres_service_url: str = "http://127.0.0.1:9001"'
                "  # <- here\n",
                _DATA: "class S:\n    db_postgres_service_port: int = 9001  # <- here\n",
                **_DOCKERFILE,
            }
        ),
        good=Example(
            {
                "deploy/compose.yaml": _COMPOSE.format('"127.0.0.1:${DB_PORT:-8001}:8000"'),
                _API: 'class S:\n    db_postgres_service_url: str = "http://127.0.0.1:8001"\n',
                _DATA: "class S:\n    db_postgres_service_port: int = Field(default=8001, ge=0)\n",
                **_DOCKERFILE,
            }
        ),
    ),
    any_of(is_yaml, python_of(*SERVICES)),
    _look,
)
