"""A password that is a plain string is printed with the first error about anything."""

import ast
import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, keyword, last_name
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_SECRET = re.compile(
    r"(?:^|_)(?:password|passwd|secret|token|credentials|passphrase"
    r"|(?:signing|private|api|secret|access|encryption|one_time)_keys?)$"
)
_ADDRESS_WITH_PASSWORD = re.compile(
    r"^(?:postgres|postgresql|mongo|mongodb|redis|rabbitmq|amqp|broker|database|smtp)_(?:ur[il]|dsn)$"
)


def _look(file: SourceFile) -> Iterator[Place]:
    if "Settings" not in file.text:
        return
    for settings in file.nodes(ast.ClassDef):
        if any(last_name(base).endswith("Settings") for base in settings.bases):
            for field in settings.body:
                if isinstance(field, ast.AnnAssign):
                    yield from _field(file, field)


def _field(file: SourceFile, field: ast.AnnAssign) -> Iterator[Place]:
    name, annotation = last_name(field.target), ast.unparse(field.annotation)
    is_hidden = "SecretStr" in annotation or "SecretBytes" in annotation
    if not is_hidden:
        is_text = re.search(r"\b(?:str|bytes)\b", annotation) is not None
        if is_text and (_SECRET.search(name) or _ADDRESS_WITH_PASSWORD.match(name)):
            message = f"{name} holds a secret and is no SecretStr"
            yield Place(file.path, field.lineno, message, field.col_offset + 1)
    elif _has_default(field.value):
        message = f"the secret {name} has a default, which everybody knows"
        yield Place(file.path, field.lineno, message, field.col_offset + 1)


def _has_default(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Call) and called(value) == "Field":
        given = value.args[0] if value.args else keyword(value, "default")
        return _has_default(given) or keyword(value, "default_factory") is not None
    if value is None or isinstance(value, ast.Constant):
        return value is not None and value.value not in {None, ...}
    return True


_SETTINGS = "services/worker_service/worker_service/settings.py"

RULE = FileRule(
    RuleCard(
        id="Q951",
        name="secret_settings_are_hidden",
        section="Security Requirements",
        why=(
            "`SecretStr` is never printed, not by a log, a trace-back or a validation error; and a"
            " secret with a default is, in production, the default."
        ),
        mend="Declare it as `SecretStr` without a default, or as `SecretStr | None = None`.",
        bad=Example(
            {
                _SETTINGS: (
                    "class WorkerSettings(ServiceSettings):\n"
                    "    rabbitmq_url: str  # <- here\n"
                    "    bot_token: str | None = None  # <- here\n"
                    "    smtp_password: SecretStr = SecretStr('letmein')  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _SETTINGS: (
                    "class WorkerSettings(ServiceSettings):\n"
                    "    rabbitmq_url: SecretStr\n"
                    "    bot_token: SecretStr | None = None\n"
                    "    smtp_password: Annotated[SecretStr, Field(min_length=16)]\n"
                )
            }
        ),
    ),
    python_of(*SERVICES, Kind.PACKAGE),
    _look,
)
