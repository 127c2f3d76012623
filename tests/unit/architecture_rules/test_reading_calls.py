"""What runs at import, and what coroutines call themselves."""

import ast
from pathlib import Path

from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.coroutines import calls_in_coroutines
from architecture_rules.reading.import_time import run_at_import
from architecture_rules.reading.mentions import mentions


def _file(folder: Path, text: str, name: str = "module.py") -> SourceFile:
    (folder / name).write_text(text, "utf-8")
    return SourceFile(folder, name, None)


_MODULE = """\
at_import_1()
@at_import_2
def later(value: never() = at_import_3()) -> never():
    never()
class Thing(at_import_4()):
    field: never() = at_import_5()
    async def later(self): never()
lambda one=at_import_6(): never()
if __name__ == "__main__":
    never()
if True:
    [at_import_7() for _ in ()]
"""


def test_what_runs_at_import_is_found_wherever_it_hides(tmp_path: Path) -> None:
    """Defaults, decorators and bodies of classes; neither functions nor the main guard."""
    found = [ast.unparse(each) for each in run_at_import(_file(tmp_path, _MODULE))]
    for number in range(1, 8):
        assert any(f"at_import_{number}" in each for each in found), number
    assert not any(each.startswith("never") for each in found)


def test_a_main_module_is_never_imported(tmp_path: Path) -> None:
    """It is run, so nothing of it happens at import."""
    assert list(run_at_import(_file(tmp_path, "run()\n", "__main__.py"))) == []


def test_calls_of_coroutines_are_those_that_they_make_without_awaiting(tmp_path: Path) -> None:
    """Arguments of what is awaited included; functions inside of them answer for themselves."""
    file = _file(
        tmp_path,
        "async def run():\n    one()\n    await two(three())\n    lambda: four()\n"
        "    def inner():\n        five()\n    async def other():\n        six()\n"
        "def plain():\n    seven()\n",
    )
    found = {(ast.unparse(call.func), name) for call, name in calls_in_coroutines(file)}
    assert found == {("one", "run"), ("three", "run"), ("six", "other")}


def test_a_name_is_mentioned_under_whatever_alias(tmp_path: Path) -> None:
    """Its first and its last part are written where it is imported."""
    file = _file(tmp_path, "from asyncio import create_task as go\n")
    assert mentions(file, ["uvicorn.run", "asyncio.create_task"])
    assert not mentions(file, ["uvicorn.run", "asyncio.ensure_future"])
    assert mentions(file, ["create_task"])
