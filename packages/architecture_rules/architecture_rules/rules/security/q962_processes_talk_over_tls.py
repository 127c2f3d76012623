"""A process that is handed no certificate serves plain http, wherever it runs."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, keyword
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_TAKES_TLS = {
    "serve": "this process can serve plain http only",
    "StorageUrls": "data services can be asked over plain http only",
}


def _look(file: SourceFile) -> Iterator[Place]:
    for call in file.nodes(ast.Call):
        objection = _TAKES_TLS.get(called(call)) if isinstance(call.func, ast.Name) else None
        is_spread = any(each.arg is None for each in call.keywords)
        if objection and keyword(call, "tls") is None and not is_spread:
            yield Place(file.path, call.lineno, objection, call.col_offset + 1)


_MAIN = "services/api_service/api_service/__main__.py"

RULE = FileRule(
    RuleCard(
        id="Q962",
        name="processes_talk_over_tls",
        section="Security Requirements",
        why=(
            "In production every word between processes is encrypted. Certificates come from the"
            " settings; a process that does not pass them on cannot be given any."
        ),
        mend="Pass them on: `serve(…, tls=settings.server_tls())`.",
        bad=Example({_MAIN: "await serve(app, host=host, port=port)  # <- here\n"}),
        good=Example(
            {_MAIN: "await serve(app, host=host, port=port, tls=settings.server_tls())\n"}
        ),
    ),
    python_of(*SERVICES),
    _look,
)
