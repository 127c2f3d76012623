"""An API that every page may call is called by every page."""

import ast
import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import keyword, last_name, string_of
from architecture_rules.reading.selections import production_python
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_EVERYBODY = re.compile(r"^\^?(?:https\??://)?\(?\.[*+]\)?\$?$")


def _look(file: SourceFile) -> Iterator[Place]:
    if "allow_origin" not in file.text and "cors_origins" not in file.text:
        return
    for call in file.nodes(ast.Call):
        origins, pattern = keyword(call, "allow_origins"), keyword(call, "allow_origin_regex")
        if origins is not None and _has_star(origins):
            yield _place(file, origins, "allow_origins names everybody")
        if pattern is not None and _EVERYBODY.match(string_of(pattern) or ""):
            yield _place(file, pattern, "allow_origin_regex fits every origin")
    for field in file.nodes(ast.AnnAssign):
        default = field.value if "cors_origins" in last_name(field.target) else None
        if default is not None and _has_star(default):
            yield _place(file, default, "the default of cors_origins is everybody")


def _has_star(node: ast.expr) -> bool:
    return any(string_of(each) == "*" for each in ast.walk(node))


def _place(file: SourceFile, node: ast.expr, message: str) -> Place:
    return Place(file.path, node.lineno, message, node.col_offset + 1)


_APP = "services/api_service/api_service/interface/http/app.py"

RULE = FileRule(
    RuleCard(
        id="Q954",
        name="cors_names_its_origins",
        section="For FastAPI Services",
        why=(
            "CORS is the browser's question which pages may read the answers. `*` lets any page on"
            " any site read them with the visitor's own address."
        ),
        mend="Give it the origins of the settings, none by default.",
        bad=Example({_APP: 'app.add_middleware(CORSMiddleware, allow_origins=["*"])  # <- here\n'}),
        good=Example(
            {_APP: "app.add_middleware(CORSMiddleware, allow_origins=settings.cors_origins)\n"}
        ),
    ),
    production_python,
    _look,
)
