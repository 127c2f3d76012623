"""What a service calls itself stands in logs, traces, events and tokens."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.reading.written_names import last_name, written
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_CONSTANTS = {"SERVICE", "SERVICE_NAME", "service_name"}


def _look(file: SourceFile) -> Iterator[Place]:
    # Only what the module or its settings say: a local variable may be about a neighbour.
    kinds = [part for part in file.tree.body if isinstance(part, ast.ClassDef)]
    settings = [part for kind in kinds if _is_settings(kind) for part in kind.body]
    for part in (*file.tree.body, *settings):
        if isinstance(part, ast.Assign):
            targets, value = part.targets, part.value
        elif isinstance(part, ast.AnnAssign) and part.value is not None:
            targets, value = [part.target], part.value
        else:
            continue
        if any(last_name(each) in _CONSTANTS for each in targets):
            yield from _checked(file, value)
    for pair in file.nodes(ast.Dict):
        for key, value in zip(pair.keys, pair.values, strict=True):
            if key is not None and written(key) == "service.name":
                yield from _checked(file, value)


def _is_settings(kind: ast.ClassDef) -> bool:
    return any(last_name(each).endswith("Settings") for each in kind.bases)


def _checked(file: SourceFile, node: ast.expr) -> Iterator[Place]:
    name = node.value if isinstance(node, ast.Constant) else None
    if file.member is not None and isinstance(name, str) and name != file.member.name:
        message = f"{file.member.name} calls itself {name}"
        yield Place(file.path, node.lineno, message, node.col_offset + 1)


_MODULE = "services/api_service/api_service/composition_root.py"
_TAIL = "\n\n\ndef build() -> str:\n    return SERVICE\n"

RULE = FileRule(
    RuleCard(
        id="Q418",
        name="service_calls_itself_by_its_name",
        section="Naming Conventions",
        why=(
            "An event says which service told it, a log which wrote it, a token who asks. A name"
            " that no folder and no container has leads to nobody."
        ),
        mend="Write the name of the member, which is also that of its folder and its container.",
        bad=Example({_MODULE: f'SERVICE = "shop_api"  # <- here{_TAIL}'}),
        good=Example({_MODULE: f'SERVICE = "api_service"{_TAIL}'}),
    ),
    python_of(*SERVICES),
    _look,
)
