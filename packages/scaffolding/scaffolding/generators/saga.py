"""A further saga: a row of steps, each with its compensation, on the platform's kernel."""

from collections.abc import Sequence
from typing import Final

from scaffolding.errors import CannotGenerate
from scaffolding.generators.context import HEXAGON
from scaffolding.names import article, checked_name, class_name, plural_of, words
from scaffolding.project_folder import ProjectFolder
from scaffolding.request import JsonObject, Request

__all__ = ["saga_request"]

_LONGEST_SAGA: Final = 24
_LONGEST_PATH: Final = 43
"""Letters of saga and step together: both stand in one line of imports."""
_MOST_STEPS: Final = 20
_SAGAS: Final = f"{HEXAGON}/application/sagas"
_OF_STEPS: Final = frozenset({"class_var", "final", "saga_turn", "step_effect"})
"""Names whose classes the generated modules import."""
_OF_SAGAS: Final = frozenset({"stepwise", "saga_definition", "registered_saga"})
_FOLLOW_UP: Final = (("python", "-m", "quintet_cli.documents.access_page"),)


def saga_request(
    project: ProjectFolder, saga: str, *, steps: Sequence[str], plural: str | None = None
) -> Request:
    """Make the request for a saga.

    Args:
        project: Where it shall be.
        saga: Its name, a noun such as `gift_delivery`.
        steps: Names of its steps in their order, imperatives such as `reserve_gift`.
        plural: Its name in the plural, its path in the API; None for the usual one.

    Raises:
        CannotGenerate: A name cannot be, or something else has it.
    """
    sagas = plural_of(saga) if plural is None else plural
    _check_saga(project, saga, sagas)
    _check_steps(saga, steps)
    numbered = enumerate(steps, start=1)
    variables: JsonObject = {
        "saga": saga,
        "sagas": sagas,
        "Saga": class_name(saga),
        "SAGA": saga.upper(),
        "words": words(saga),
        "article": article(saga),
        "steps": [_step(name, number) for number, name in numbered],
    }
    return Request(kind="saga", name=saga, variables=variables, follow_up=_FOLLOW_UP)


def _step(name: str, number: int) -> JsonObject:
    return {"name": name, "Name": class_name(name), "words": words(name), "number": number}


def _check_saga(project: ProjectFolder, saga: str, sagas: str) -> None:
    for name, what in ((saga, "saga"), (sagas, "plural")):
        checked_name(name, what)
        if len(name) > _LONGEST_SAGA:
            raise CannotGenerate(f"{name!r} is longer than {_LONGEST_SAGA} letters: say it shorter")
    if saga in _OF_SAGAS:
        raise CannotGenerate(f"no saga can be called {saga!r}, that is taken: choose another name")
    if saga == sagas:
        raise CannotGenerate(f"{saga} is its own plural: give another with --plural")
    for path in (f"{_SAGAS}/{saga}", f"{_SAGAS}/{saga}.py"):
        if project.has(path):
            raise CannotGenerate(f"{path} is there already: call the saga otherwise")
    _check_path(project, sagas)


def _check_path(project: ProjectFolder, sagas: str) -> None:
    routes = "services/api_service/api_service/interface/http"
    for file in sorted((project.root / routes).rglob("*.py")):
        if f'"/{sagas}"' in file.read_text(encoding="utf_8"):
            path = file.relative_to(project.root).as_posix()
            raise CannotGenerate(f"{path} serves /{sagas} already: give another with --plural")


def _check_steps(saga: str, steps: Sequence[str]) -> None:
    if not steps:
        raise CannotGenerate("a saga has at least one step: --steps reserve_gift,send_gift")
    if len(steps) > _MOST_STEPS:
        raise CannotGenerate(f"a saga has at most {_MOST_STEPS} steps: make two of it")
    for name in steps:
        checked_name(name, "step")
        if steps.count(name) > 1:
            raise CannotGenerate(f"two steps are called {name}: each needs a name of its own")
        if name in {saga, f"{saga}_subject", *_OF_STEPS}:
            raise CannotGenerate(f"no step of {saga} can be called {name}, that is taken")
        if len(saga) + len(name) > _LONGEST_PATH:
            raise CannotGenerate(
                f"{saga} and {name} are longer than {_LONGEST_PATH} letters together: say one of"
                " them shorter"
            )
    if len({class_name(name) for name in steps}) < len(steps):
        raise CannotGenerate("two steps differ by nothing but underscores: say them otherwise")
