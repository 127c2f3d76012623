"""What turns data into code turns a message into a command."""

import ast
from collections.abc import Iterator
from typing import Final

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, keyword, last_name
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import production_python
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_RUNNING: Final = {
    "asyncio.create_subprocess_shell",
    "builtins.eval",
    "builtins.exec",
    "dill.load",
    "dill.loads",
    "eval",
    "exec",
    "joblib.load",
    "jsonpickle.decode",
    "marshal.load",
    "marshal.loads",
    "os.popen",
    "os.system",
    "pickle.Unpickler",
    "pickle.load",
    "pickle.loads",
    "shelve.open",
    "yaml.full_load",
    "yaml.unsafe_load",
}
_LAST: Final = {each.rpartition(".")[2] for each in _RUNNING} | {"load"}
_SAFE: Final = {"SafeLoader", "CSafeLoader", "BaseLoader"}


def _look(file: SourceFile) -> Iterator[Place]:
    suspects = [
        each
        for each in file.nodes(ast.Call)
        if called(each) in _LAST or keyword(each, "shell") is not None
    ]
    if not suspects:
        return
    names = Names(file)
    for call in suspects:
        name, shell = names.of(call.func), keyword(call, "shell")
        if name in _RUNNING or (name == "yaml.load" and not _is_safe(call)):
            yield _place(file, call, f"{name} runs what its data says")
        elif isinstance(shell, ast.Constant) and shell.value is True:
            yield _place(file, call, "shell=True runs whatever its text says")


def _is_safe(call: ast.Call) -> bool:
    loader = keyword(call, "Loader") or (call.args[1] if len(call.args) > 1 else None)
    return last_name(loader) in _SAFE


def _place(file: SourceFile, call: ast.Call, message: str) -> Place:
    return Place(file.path, call.lineno, message, call.col_offset + 1)


_MODULE = "services/worker_service/worker_service/reading.py"

RULE = FileRule(
    RuleCard(
        id="Q956",
        name="data_is_never_run",
        section="Security Requirements",
        why=(
            "Caches, queues and uploads carry what others wrote. A reader that can call functions"
            " while it reads gives them our process."
        ),
        mend="Read JSON with a pydantic schema; `yaml.safe_load`; commands as a list of words.",
        bad=Example(
            {
                _MODULE: (
                    "import pickle\nimport subprocess\n\n"
                    "order = pickle.loads(body)  # <- here\n"
                    "total = eval(formula)  # <- here\n"
                    "subprocess.run(command, shell=True)  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _MODULE: (
                    "import json\nimport subprocess\n\norder = Order.model_validate_json(body)\n"
                    "model.eval()\nsubprocess.run(['git', 'status'])\n"
                )
            }
        ),
    ),
    production_python,
    _look,
)
