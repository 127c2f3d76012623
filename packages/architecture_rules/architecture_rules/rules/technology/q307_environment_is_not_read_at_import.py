"""Settings read at import are settings of whoever imported first."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.import_time import run_at_import
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import production_python
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_READERS = {"os.getenv", "dotenv.load_dotenv", "dotenv.dotenv_values"}
_ENVIRONMENT = {"os.environ", "os.environb"}
_SETTINGS = {"pydantic_settings.BaseSettings", "pydantic.BaseSettings"}
_WORDS = (b"environ", b"getenv", b"dotenv", b"Settings")


def _look(file: SourceFile) -> Iterator[Place]:
    if not any(word in file.content for word in _WORDS):
        return
    names = Names(file)
    own = {
        each.name
        for each in file.nodes(ast.ClassDef)
        if any(names.of(origin) in _SETTINGS for origin in each.bases)
    }
    for expression in run_at_import(file):
        name = names.of(expression)
        if name in _ENVIRONMENT:
            message = f"{name} is read while the module is imported"
        elif isinstance(expression, ast.Call) and names.of(expression.func) in _READERS:
            message = f"{names.of(expression.func)} is called while the module is imported"
        elif isinstance(expression, ast.Call) and _makes_settings(names.of(expression.func), own):
            message = f"{names.of(expression.func)} reads the environment during the import"
        else:
            continue
        yield Place(file.path, expression.lineno, message, expression.col_offset + 1)


def _makes_settings(name: str, own: set[str]) -> bool:
    return name in own or ("." in name and name.rpartition(".")[2] in {"Settings", "AppSettings"})


_PATH = "services/api_service/api_service/settings.py"

RULE = FileRule(
    RuleCard(
        id="Q307",
        name="environment_is_not_read_at_import",
        section="Security Requirements",
        why=(
            "What is read at import is fixed before anybody could say otherwise: tests depend on"
            " their order, and a missing variable breaks tools that only wanted a name."
        ),
        mend="Read the environment once, in the composition root, and hand the settings on.",
        bad=Example(
            {
                _PATH: (
                    "import os\n\nfrom pydantic_settings import BaseSettings\n\n"
                    'BROKER = os.environ["RABBITMQ_URL"]  # <- here\n\n\n'
                    "class ApiSettings(BaseSettings):\n"
                    '    """Settings."""\n\n\nsettings = ApiSettings()  # <- here\n'
                )
            }
        ),
        good=Example(
            {
                _PATH: (
                    "from pydantic_settings import BaseSettings\n\n\n"
                    'class ApiSettings(BaseSettings):\n    """Settings."""\n\n    rabbitmq_url: str'
                    '\n\n\ndef read_settings() -> ApiSettings:\n    """Once."""\n'
                    "    return ApiSettings()\n"
                )
            }
        ),
    ),
    production_python,
    _look,
)
