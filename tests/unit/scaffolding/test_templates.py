"""Every template that is there asks only for what it declares, and every marker stands once."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from jinja2 import Environment, meta
from scaffolding.rendering import TEMPLATES

from tests.architecture.tracked_files import ROOT, tracked_files

KINDS = sorted(path.parent.name for path in TEMPLATES.glob("*/copier.yml"))
_EDIT = re.compile(r'^file = "(?P<file>[^"]+)"\nat = "(?P<at>[^"]+)"', re.MULTILINE)
_MARKER = re.compile(r"^[ #/<!*-]*quintet new: (?P<at>[\w{} ]+?)[ */>-]*$", re.MULTILINE)
_YIELD = re.compile(r"\{% yield (\w+) from (\w+) %\}")  # copier's: a file for each
_FOR = r"{% for \1 in \2 %}"
_HOLE = re.compile(r"\{\{.*?\}\}")
_COPIERS_OWN = {"_copier_conf", "_copier_answers", "_folder_name"}


@cache
def _declared(kind: str) -> frozenset[str]:
    document: dict[str, object] = yaml.safe_load((TEMPLATES / kind / "copier.yml").read_text())
    return frozenset(name for name in document if not name.startswith("_"))


def _asked_for(source: str, kind: str) -> set[str]:
    """Variables of a text and of what it includes or imports."""
    tree = Environment(autoescape=False).parse(source)  # noqa: S701  nothing is rendered
    found = meta.find_undeclared_variables(tree) - _COPIERS_OWN
    for name in meta.find_referenced_templates(tree):
        folders = (TEMPLATES / kind, TEMPLATES)
        path = next(each / str(name) for each in folders if (each / str(name)).is_file())
        found |= _asked_for(path.read_text("utf-8"), kind)
    return found


def _sources(kind: str) -> Iterator[tuple[str, str]]:
    """All that is rendered: documents of edits, names of files, files in the loop of their name."""
    folder = TEMPLATES / kind
    for path in sorted([*folder.glob("edits*.toml.jinja"), *(folder / "files").rglob("*")]):
        name = path.relative_to(folder).as_posix()
        loop = _YIELD.search(name)
        begin, end = (_YIELD.sub(_FOR, loop.group()), "{% endfor %}") if loop else ("", "")
        yield name, _YIELD.sub(_FOR, name).replace("{% endyield %}", "{% endfor %}")
        if path.is_file() and path.suffix == ".jinja":
            yield name, f"{begin}{path.read_text('utf-8')}{end}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_asks_only_for_what_it_declares(kind: str) -> None:
    """Whoever writes a generator reads in copier.yml what to give."""
    missing = {
        f"{name}: {', '.join(sorted(asked))}"
        for name, source in _sources(kind)
        if (asked := _asked_for(source, kind) - _declared(kind))
    }
    assert missing == set()


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_template_asks_for_says_what_it_is(kind: str) -> None:
    """With a type and a sentence."""
    document = yaml.safe_load((TEMPLATES / kind / "copier.yml").read_text("utf-8"))
    assert document["_subdirectory"] == "files"
    assert document["_templates_suffix"] == ".jinja"
    assert {
        name
        for name in _declared(kind)
        if not {"type", "help"} <= set(document[name])
        or document[name]["type"] not in {"str", "int", "bool", "json"}
    } == set()


def _edits() -> list[tuple[str, str, str]]:
    return [
        (path.relative_to(TEMPLATES).as_posix(), match["file"], match["at"])
        for path in sorted(TEMPLATES.glob("*/edits*.toml.jinja"))
        for match in _EDIT.finditer(path.read_text("utf-8"))
    ]


def test_every_marker_that_an_edit_names_stands_once() -> None:
    """In the platform's file; when file or marker are of something generated, in a template."""
    wrong = []
    for template, file, at in _edits():
        standing = _places(_hole_pattern(at), _hole_pattern(file))
        once = len(standing) == len(set(standing)) == 1
        generated = "{" in file + at and standing
        if not (once or generated):
            wrong.append(f"{template}: {file} has {len(standing)} markers {at}")
    assert wrong == []


def _places(marker: re.Pattern[str], file: re.Pattern[str]) -> list[str]:
    """Files that hold a marker, each as often as it does."""
    return [path for path, at in _markers() if marker.fullmatch(at) and file.fullmatch(path)]


def _hole_pattern(text: str) -> re.Pattern[str]:
    """Variables stand for any word or path, in what is asked for as in what is there."""
    return re.compile(r"(?:[\w/.]|\{\{.*?\}\})+".join(map(re.escape, _HOLE.split(text))))


@cache
def _markers() -> list[tuple[str, str]]:
    """File and name of each marker, of templates as if they stood in a project."""
    return [
        (path, match["at"])
        for path, file in _texts().items()
        for match in _MARKER.finditer(file.read_text("utf-8", errors="replace"))
    ]


def _texts() -> dict[str, Path]:
    tracked = {path.as_posix(): ROOT / path for path in tracked_files()}
    elsewhere = ("packages/scaffolding/scaffolding/templates/", "tests/unit/scaffolding/", "docs/")
    platform = {path: file for path, file in tracked.items() if not path.startswith(elsewhere)}
    made = {
        path.relative_to(TEMPLATES / kind / "files").as_posix().removesuffix(".jinja"): path
        for kind in KINDS
        for path in (TEMPLATES / kind / "files").rglob("*.jinja")
    }
    return {**made, **platform}


def test_edits_are_written_so_that_this_test_reads_them() -> None:
    """The control: file and marker on two lines, one after the other."""
    documents = [path.read_text("utf-8") for path in TEMPLATES.glob("*/edits*.toml.jinja")]
    alone = re.compile(r'^file = "[^"]+"\n(?!at = )', re.MULTILINE)
    written = sum(text.count("[[edit]]") for text in documents)
    assert written > 0
    assert len(_edits()) + sum(len(alone.findall(text)) for text in documents) == written


@pytest.mark.parametrize("kind", KINDS)
def test_files_of_templates_are_short_and_end_with_a_line(kind: str) -> None:
    """What people live in keeps the house's measure."""
    files = [path for path in (TEMPLATES / kind).rglob("*") if path.is_file()]
    texts = {path.name: path.read_text("utf-8") for path in files}
    assert {name for name, text in texts.items() if len(text.splitlines()) > 300} == set()
    assert {name for name, text in texts.items() if text and not text.endswith("\n")} == set()


def test_a_marker_is_used() -> None:
    """A comment that no template looks for is an errand for nobody."""
    used = {_hole_pattern(at) for _, _, at in _edits()}
    idle = [
        f"{path}: {at}"
        for path, at in _markers()
        if not any(pattern.fullmatch(at) for pattern in used)
    ]
    assert idle == []
