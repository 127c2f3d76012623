"""Commands and options are names, too; some libraries turn underscores into hyphens unasked."""

import ast
import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.foreign_names import is_foreign
from architecture_rules.reading.imports import imports_of, is_within
from architecture_rules.reading.written_names import argument_of, last_name, snake_case_of, written
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_TARGET = re.compile(r"^([^\s:#=$%.][^:#=$%]*?)\s*::?(?!=)")
_OPTIONS = {"add_argument", "Option", "option"}
_LIBRARIES = ("argparse", "click", "typer")
_COMMANDS = {"command", "group", "add_parser"}


def _look(file: SourceFile) -> Iterator[Place]:
    if not file.is_python:
        yield from _targets(file)
    elif any(each.encode() in file.content for each in _LIBRARIES) and any(
        is_within(each.name, *_LIBRARIES) for each in imports_of(file)
    ):
        yield from _written(file)
        yield from _derived(file)


def _written(file: SourceFile) -> Iterator[Place]:
    for call in file.nodes(ast.Call):
        function = last_name(call.func)
        if function in _OPTIONS:
            for each in call.args:
                yield from _named(file, each, "option")
        elif function in _COMMANDS:
            yield from _named(file, argument_of(call, "name", 0), "command")
        elif function in {"Typer", "add_typer"}:
            yield from _named(file, argument_of(call, "name"), "command")


def _derived(file: SourceFile) -> Iterator[Place]:
    functions: list[ast.FunctionDef | ast.AsyncFunctionDef] = [
        *file.nodes(ast.FunctionDef),
        *file.nodes(ast.AsyncFunctionDef),
    ]
    for function in functions:
        for each in function.decorator_list:
            if isinstance(each, ast.Call) and last_name(each.func) == "command":
                is_unnamed = argument_of(each, "name", 0) is None
                if is_unnamed and "_" in function.name.strip("_"):
                    message = f"the command {function.name} is shown with hyphens: name it"
                    yield Place(file.path, each.lineno, message, each.col_offset + 1)
        for argument in (*function.args.args, *function.args.kwonlyargs):
            if "_" in argument.arg.strip("_") and _is_unnamed_option(argument.annotation):
                message = f"the option {argument.arg} is shown with hyphens: name it"
                yield Place(file.path, argument.lineno, message, argument.col_offset + 1)


def _is_unnamed_option(annotation: ast.expr | None) -> bool:
    """Whether it is `Annotated[…, typer.Option(…)]` without a name such as `--dry_run`."""
    parts = annotation.slice if isinstance(annotation, ast.Subscript) else None
    return isinstance(parts, ast.Tuple) and any(
        isinstance(each, ast.Call)
        and last_name(each.func) == "Option"
        and not any((written(name) or "").startswith("-") for name in each.args)
        for each in parts.elts
    )


def _named(file: SourceFile, node: ast.expr | None, what: str) -> Iterator[Place]:
    text = written(node)
    if node is None or text is None:
        return
    for name in text.split("/"):
        bare = name.strip().lstrip("-")
        if "-" in bare and not is_foreign(bare, file):
            message = f"the {what} {bare} wants to be {snake_case_of(bare)}"
            yield Place(file.path, node.lineno, message, node.col_offset + 1)


def _targets(file: SourceFile) -> Iterator[Place]:
    for number, line in enumerate(file.lines, 1):
        target = _TARGET.match(line)
        for name in target[1].split() if target else ():
            # With a slash or a dot it is a file, which has its own rule.
            if "-" in name and not re.search(r"[/.]", name) and not is_foreign(name, file):
                message = f"the target {name} wants to be {snake_case_of(name)}"
                yield Place(file.path, number, message)


_MODULE = "services/worker_service/worker_service/__main__.py"

RULE = FileRule(
    RuleCard(
        id="Q413",
        name="commands_use_underscores",
        section="Naming Conventions",
        why=(
            "What people type is a user-controlled name as well. `make unit-test` runs"
            " `unit_test`: two spellings, and each is tried first."
        ),
        mend='Write underscores; with typer and click give the name: `@app.command("run_all")`.',
        bad=Example(
            {
                "Makefile": "unit-test:  # <- here\n\tpytest tests/unit\n",
                _MODULE: (
                    "import typer\n\napp = typer.Typer()\n\n\n"
                    "@app.command()  # <- here\n"
                    "def run_all() -> None: ...\n"
                ),
            }
        ),
        good=Example(
            {
                "Makefile": ".PHONY: unit_test\nunit_test:\n\tpytest --no-header tests/unit\n",
                _MODULE: (
                    "import typer\n\napp = typer.Typer()\n\n\n"
                    '@app.command("run_all")\n'
                    "def run_all() -> None: ...\n"
                ),
            }
        ),
    ),
    lambda file: (
        file.is_python or file.name in {"Makefile", "GNUmakefile"} or file.name[-3:] == ".mk"
    ),
    _look,
)
