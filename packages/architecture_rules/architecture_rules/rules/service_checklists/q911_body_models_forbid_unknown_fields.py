"""A misspelt field that is silently left out is a lost order line."""

import ast
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.body_models import BodyModels
from architecture_rules.reading.route_bodies import body_names
from architecture_rules.reading.selections import python_of
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    models = BodyModels(files)
    services = [each for each in files if each.kind in {Kind.API, Kind.DATA}]
    bodies = {name for file in services for name in body_names(file)}
    for name in sorted(models.within(bodies)):
        model = models.find(name)
        if model is not None and not models.forbids_extra(name):
            yield Place(model.path, model.node.lineno, _message(model.node))


def _message(node: ast.ClassDef) -> str:
    return f"the body {node.name} takes fields that it does not know, and drops them"


_ROUTE = "services/api_service/api_service/interface/http/create_user.py"
_REST = (
    "    name: str\n\n\nrouter = APIRouter()\n\n\n"
    "@router.post('/users', status_code=204)\n"
    "async def create_user(body: CreateUserBody) -> None:\n"
    '    """Create a user."""\n'
)
_IMPORTS = "from fastapi import APIRouter\nfrom pydantic import BaseModel, ConfigDict\n\n\n"

RULE = ProjectRule(
    RuleCard(
        id="Q911",
        name="body_models_forbid_unknown_fields",
        section="For Data Services",
        why=(
            "A body with a field that nobody reads means that its sender believes something that"
            " does not happen. It must hear of it while it can still be mended."
        ),
        mend=(
            "Inherit from `storage_contracts.wire_model.WireModel`, or set"
            " `model_config = ConfigDict(extra='forbid')`."
        ),
        bad=Example({_ROUTE: f"{_IMPORTS}class CreateUserBody(BaseModel):  # <- here\n{_REST}"}),
        good=Example(
            {
                _ROUTE: (
                    f"{_IMPORTS}class CreateUserBody(BaseModel):\n"
                    f"    model_config = ConfigDict(extra='forbid')\n{_REST}"
                )
            }
        ),
    ),
    python_of(Kind.API, Kind.DATA, Kind.PACKAGE),
    _look,
)
