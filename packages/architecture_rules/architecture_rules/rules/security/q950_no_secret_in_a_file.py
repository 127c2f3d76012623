"""A secret in a repository is a secret of everybody who ever had a copy of it."""

import ast
import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import last_name, string_of
from architecture_rules.reading.random_text import looks_random
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_TEXTS = (".cfg", ".conf", ".env", ".example", ".ini", ".json", ".md", ".py", ".sh", ".toml")
_MORE_TEXTS = (".yaml", ".yml", "Dockerfile", "Makefile")
_TESTS = ("tests/", "test_artefacts/", "benchmarks/")
_FORMATS = re.compile(
    r"(?P<aws>\bAKIA[0-9A-Z]{16}\b)"
    r"|(?P<github>\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_[A-Za-z0-9_]{60,})"
    r"|(?P<gitlab>\bglpat-[A-Za-z0-9_-]{20}\b)"
    r"|(?P<google>\bAIza[0-9A-Za-z_-]{35}\b)"
    r"|(?P<slack>\bxox[abprs]-[0-9A-Za-z-]{20,})"
    r"|(?P<stripe>\b[rs]k_live_[0-9A-Za-z]{20,})"
    r"|(?P<telegram>\b\d{8,10}:AA[A-Za-z0-9_-]{33}\b)"
    r"|(?P<private>-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s+[A-Za-z0-9+/]{40})"
)
_MARKS = (
    "AKIA",
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "github_pat_",
    "glpat-",
    "AIza",
    "xox",
    "k_live_",
    ":AA",
    "PRIVATE KEY-----",
)
_SECRET_NAME = re.compile(
    r"(?:^|_)(?:password|passwd|secret|secret_key|api_key|access_key|private_key|signing_key"
    r"|auth_token|access_token|bot_token|token)$",
    re.IGNORECASE,
)


def _selects(file: SourceFile) -> bool:
    return file.path.endswith(_TEXTS + _MORE_TEXTS) and not (
        file.path.startswith(_TESTS) or "/tests/" in file.path
    )


def _look(file: SourceFile) -> Iterator[Place]:
    marks = [each for each in _MARKS if each in file.text]
    for number, line in enumerate(file.lines if marks else (), 1):
        if any(mark in line for mark in marks):
            # A private key goes on in the next line.
            found = _FORMATS.search("\n".join(file.lines[number - 1 : number + 1]))
            if found is not None and found.start() <= len(line):
                message = f"this looks like a key of the kind {found.lastgroup}"
                yield Place(file.path, number, message)
    if not file.in_package:
        return
    for name, value in _named(file):
        text = string_of(value)
        if text is not None and _SECRET_NAME.search(name) and looks_random(text):
            message = f"{name} is written into the code"
            yield Place(file.path, value.lineno, message, value.col_offset + 1)


def _named(file: SourceFile) -> Iterator[tuple[str, ast.expr]]:
    """Yield what is assigned, given or defaulted under a name."""
    for assigned in file.nodes(ast.Assign):
        for target in assigned.targets:
            yield last_name(target), assigned.value
    for annotated in file.nodes(ast.AnnAssign):
        if annotated.value is not None:
            yield last_name(annotated.target), annotated.value
    for given in file.nodes(ast.keyword):
        yield given.arg or "", given.value
    shown = _shown_as_examples(file)
    for table in file.nodes(ast.Dict):
        if not any(first <= table.lineno <= last for first, last in shown):
            for key, value in zip(table.keys, table.values, strict=True):
                yield string_of(key) or "", value


def _shown_as_examples(file: SourceFile) -> list[tuple[int, int]]:
    """Return the lines of what OpenAPI shows as examples."""
    if "example" not in file.text:
        return []
    found = [each.value for each in file.nodes(ast.keyword) if "example" in (each.arg or "")]
    for table in file.nodes(ast.Dict):
        for key, value in zip(table.keys, table.values, strict=True):
            if "example" in (string_of(key) or ""):
                found.append(value)
    return [(each.lineno, each.end_lineno or each.lineno) for each in found]


_MODULE = "services/worker_service/worker_service/payments.py"
_KEY = "9f2Kq7" + "Lx04Vb" + "Zt81"

RULE = FileRule(
    RuleCard(
        id="Q950",
        name="no_secret_in_a_file",
        section="Security Requirements",
        why=(
            "What was committed once stays in every clone, image and backup. A secret comes from"
            " the environment, or from a file that the environment names."
        ),
        mend="Declare it as `SecretStr` in the settings, and change the secret: it is known now.",
        bad=Example({_MODULE: f"GATEWAY_API_KEY = '{_KEY}'  # <- here\n"}),
        good=Example(
            {
                _MODULE: (
                    "def client(settings: WorkerSettings) -> Gateway:\n"
                    "    return Gateway(api_key=settings.stripe_api_key.get_secret_value())\n"
                )
            }
        ),
    ),
    _selects,
    _look,
)
