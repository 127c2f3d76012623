"""Whoever looks for a use case finds its file; whoever changes it changes no other."""

import ast
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.imports import imports_of
from architecture_rules.reading.layer_rooms import in_room
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    # What other use cases import is a part that they share, not a use case of its own.
    shared = {each.name for file in files for each in imports_of(file)}
    for file in files:
        acting = [
            (each, methods)
            for each in file.tree.body
            if isinstance(each, ast.ClassDef)
            and not each.name.startswith("_")
            and not each.decorator_list
            and not _is_protocol(each)
            and (methods := _public_methods(each))
        ]
        use_cases = [
            (each, methods)
            for each, methods in acting
            if shared.isdisjoint({file.module, f"{file.module}.{each.name}"})
        ]
        for each, _methods in use_cases[1:]:
            message = f"{each.name} is a second use case in the file of {use_cases[0][0].name}"
            yield Place(file.path, each.lineno, message)
        for each, methods in use_cases:
            for method in methods[1:]:
                message = f"{each.name}.{method.name} is a second public method of a use case"
                yield Place(file.path, method.lineno, message, column=method.col_offset + 1)


def _is_protocol(each: ast.ClassDef) -> bool:
    return any(
        ast.unparse(base).partition("[")[0].rpartition(".")[2] in {"Protocol", "Enum", "StrEnum"}
        for base in each.bases
    )


def _public_methods(each: ast.ClassDef) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [
        part
        for part in each.body
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)
        and (not part.name.startswith("_") or part.name == "__call__")
        and not part.decorator_list
    ]


_USERS = "packages/business_hexagon/business_hexagon/application/commands/users"

RULE = ProjectRule(
    RuleCard(
        id="Q606",
        name="one_use_case_in_one_file",
        section="DDD/Hexagonal Architecture",
        why=(
            "A use case is a business scenario with a name. Collected in one service class, they"
            " share what one of them needs, and nobody can tell any more what one of them does."
        ),
        mend=(
            "Give each use case its own file in `application/commands`, `queries` or"
            " `event_handlers`: one class with one public method."
        ),
        bad=Example(
            {
                f"{_USERS}/user_service.py": (
                    "class UserService:\n"
                    "    async def register(self, email: str) -> None: ...\n\n"
                    "    async def log_in(self, email: str) -> None: ...  # <- here\n\n\n"
                    "class ChangePassword:  # <- here\n"
                    "    async def execute(self, password: str) -> None: ...\n"
                )
            }
        ),
        good=Example(
            {
                f"{_USERS}/register_user.py": (
                    "from business_hexagon.application.commands.users.password_policy import (\n"
                    "    PasswordPolicy,\n"
                    ")\n\n\n"
                    "class RegisterUser:\n"
                    "    def __init__(self, policy: PasswordPolicy) -> None:\n"
                    "        self._policy = policy\n\n"
                    "    async def execute(self, email: str) -> None: ...\n"
                ),
                f"{_USERS}/password_policy.py": (
                    "class PasswordPolicy:\n"
                    "    def check(self, password: str) -> None: ...\n\n"
                    "    def hash_of(self, password: str) -> str: ...\n"
                ),
            }
        ),
    ),
    in_room("commands", "queries", "event_handlers"),
    _look,
)
