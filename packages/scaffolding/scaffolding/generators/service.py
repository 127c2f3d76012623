"""A further service: a process of its own, wired into the platform and its deployment."""

import re
import tomllib
from typing import Final

from scaffolding.errors import CannotGenerate
from scaffolding.names import checked_name, class_name, words
from scaffolding.project_folder import ProjectFolder
from scaffolding.request import JsonObject, Request

__all__ = ["SERVICE_KINDS", "next_steps", "service_request"]

SERVICE_KINDS: Final = ("api", "bot", "worker", "data")
_ENDING: Final = "_service"
_LONGEST: Final = 30
_PROCESSES: Final = "quintet_cli/quintet_cli/supervision"
_PORT: Final = re.compile(r"\bdefault_port=(\d+)")
_DESCRIPTIONS: Final = {
    "api": "The web API {name}.",
    "bot": "The chat bot {name}.",
    "worker": "The background worker {name}.",
    "data": "Data service {name}, with a store of its own.",
}
_FOLDERS: Final = ("services", "packages", "sandboxes")
_OWN_DATABASES: Final = ("postgres", "mongo")
_OWN_QUEUES: Final = ("bot_", "worker_")
_WITH_QUEUES: Final = frozenset({"bot", "worker"})
_RENEWAL: Final = ("python", "-m", "scaffolding.renew_environment")


def service_request(project: ProjectFolder, service: str, kind: str) -> Request:
    """Make the request for a service.

    Args:
        project: Where it shall stand.
        service: Its name.
        kind: One of `SERVICE_KINDS`.

    Raises:
        CannotGenerate: The name cannot be one, or something has it already.
    """
    if kind not in SERVICE_KINDS:
        raise CannotGenerate(f"kinds of services are {', '.join(SERVICE_KINDS)}, not {kind!r}")
    _check_name(service, kind)
    if kind in _WITH_QUEUES:
        _check_queues(project, service)
    for folder in _FOLDERS:
        if project.has(f"{folder}/{service}"):
            raise CannotGenerate(f"there is {folder}/{service} already: choose another name")
    return Request(
        kind=f"service_{kind}",
        name=service,
        variables=_variables(service, kind, _free_port(project)),
        follow_up=(_RENEWAL,),
    )


def next_steps(service: str, kind: str) -> tuple[str, ...]:
    """Say what a person does with a service that was just generated."""
    package = f"services/{service}/{service}"
    steps = {
        "api": (
            f"routes: a file each below {package}/interface/http, as list_products shows",
            f"what it asks data services for: packages/service_access/.../grants/{service}.py",
        ),
        "bot": (f"what it answers: {package}",),
        "worker": (f"what it listens to: {package}",),
        "data": (
            f"records: {package}/interface/http/record_models.py and record_routes.py",
            f"another engine: one class for the port in {package}/infrastructure/records.py",
        ),
    }
    return (
        *steps[kind],
        f"its tests: pytest tests/unit/{service} tests/integration/{service}",
        "see it run: quintet up (after quintet down, if the platform runs)",
    )


def _check_name(service: str, kind: str) -> None:
    checked_name(service, "service")
    if not service.endswith(_ENDING) or service == _ENDING.strip("_"):
        raise CannotGenerate(f"services are called ..._service: {service}{_ENDING}, say")
    if len(service) > _LONGEST:
        raise CannotGenerate(f"{service!r} is longer than {_LONGEST} letters: say it shorter")
    database = next((each for each in _OWN_DATABASES if each in service), None)
    if database is not None:
        raise CannotGenerate(
            f"{service!r} names {database}, which has its own data service: the guide knows one for"
            " each database (rule Q107)"
        )
    if kind in _WITH_QUEUES and service.startswith(_OWN_QUEUES):
        raise CannotGenerate(
            f"{service!r} begins like the queues of another service: begin with what it is for, as"
            " in billing_worker_service"
        )


def _check_queues(project: ProjectFolder, service: str) -> None:
    """Refuse a name with which a service could claim another one's inboxes, or the reverse.

    Inboxes belong to whoever their names begin with: `billing_eu_...` would be `billing`'s, too.
    """
    queues = _beginning(service)
    for other, kind in _services(project).items():
        begun = _beginning(other)
        if kind not in _WITH_QUEUES or other == service:
            continue
        if queues.startswith(begun) or begun.startswith(queues):
            raise CannotGenerate(
                f"queues of {service} begin with {queues!r} and those of {other} with {begun!r}:"
                " none may be the beginning of another, so choose a name that begins otherwise"
            )


def _beginning(service: str) -> str:
    return service.removesuffix(_ENDING) + "_"


def _services(project: ProjectFolder) -> dict[str, str]:
    """Kinds of the project's services, by name."""
    document = tomllib.loads(project.read("pyproject.toml") or "")
    kinds: dict[str, str] = document["tool"]["quintet"]["services"]
    return kinds


def _variables(service: str, kind: str, port: int) -> JsonObject:
    return {
        "service": service,
        "Service": class_name(service),
        "SERVICE": service.upper(),
        "service_words": words(service),
        "kind": kind,
        "port": port,
        "description": _DESCRIPTIONS[kind].format(name=service),
    }


def _free_port(project: ProjectFolder) -> int:
    """Return the port after the last one that a process of the project has."""
    further = f"{_PROCESSES}/further_processes"
    files = [
        f"{_PROCESSES}/process_catalogue.py",
        *(f"{further}/{name}.py" for name in project.names_in(further, ".py")),
    ]
    texts = [project.read(file) or "" for file in files]
    ports = [int(port) for text in texts for port in _PORT.findall(text)]
    if not ports:
        raise CannotGenerate(f"{files[0]} declares no process: is this the platform's layout?")
    return max(ports) + 1
