"""What `quintet new service` accepts, and what it makes of it."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path, PurePosixPath

import pytest
import yaml
from scaffolding.copying.project_name import with_name, with_named_edits
from scaffolding.edits import apply_edit
from scaffolding.errors import CannotGenerate
from scaffolding.generators.service import SERVICE_KINDS, next_steps, service_request
from scaffolding.project_folder import ProjectFolder
from scaffolding.records import Record
from scaffolding.rendering import TEMPLATES, Rendered, render
from scaffolding.request import Request

from tests.architecture.tracked_files import ROOT

PROJECT = ProjectFolder(ROOT)
COMPOSE = "deploy/compose.yaml"
PROCESSES = "quintet_cli/quintet_cli/supervision"
LONGEST = "an_extra_ordinary_long_service"
OWN = f"services/{LONGEST}"
KINDS = [kind for kind in SERVICE_KINDS if (TEMPLATES / f"service_{kind}").is_dir()]


@cache
def made(kind: str) -> Rendered:
    """A service with the longest name that there can be; rendering takes its seconds."""
    return render(service_request(PROJECT, LONGEST, kind), ROOT)


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("partner_api", "api", "_service"),
        ("Partner_service", "api", "small letters"),
        ("a_service_of_which_the_name_is_long_service", "api", "longer than"),
        ("worker_service", "worker", "begins like the queues"),
        ("api_service", "api", "already"),
        ("second_mongo_service", "data", "Q107"),
        ("partner_service", "web", "kinds of services"),
    ],
)
def test_a_name_that_cannot_be_is_refused(name: str, kind: str, said: str) -> None:
    """With a sentence that says what to do."""
    with pytest.raises(CannotGenerate, match=said):
        service_request(PROJECT, name, kind)


@pytest.mark.parametrize(
    ("present", "service"),
    [("billing_service", "billing_eu_service"), ("billing_eu_service", "billing_service")],
)
def test_no_worker_could_claim_the_inboxes_of_another(
    tmp_path: Path, present: str, service: str
) -> None:
    """They belong to whoever their names begin with; a data service has none."""
    for path in ("pyproject.toml", f"{PROCESSES}/process_catalogue.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes((PROJECT.read(path) or "").encode())
    root = tmp_path / "pyproject.toml"
    marker = "# quintet new: service_kinds"
    root.write_text(root.read_text("utf-8").replace(marker, f'{present} = "worker"\n{marker}'))
    project = ProjectFolder(tmp_path)
    for kind in ("worker", "bot"):
        with pytest.raises(CannotGenerate, match=f"those of {present} with"):
            service_request(project, service, kind)
        assert service_request(project, "billings_service", kind).name == "billings_service"
    assert service_request(project, service, "data").kind == "service_data"


def test_each_service_gets_a_port_of_its_own() -> None:
    """The one after all that processes of the project have."""
    variables = service_request(PROJECT, "partner_api_service", "api").variables
    port = variables["port"]
    assert isinstance(port, int)
    assert port > 8006
    assert f"default_port={port}" not in (PROJECT.read(f"{PROCESSES}/process_catalogue.py") or "")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_made_can_be_read_whatever_its_name(kind: str) -> None:
    """Python, TOML and YAML are well-formed and no line is too long, for the longest name too."""
    rendered = made(kind)
    for path, content in rendered.files.items():
        text = content.decode()
        if path.endswith(".py"):
            ast.parse(text)
            # As the linter counts: without its own comments.
            code = {line: line.partition("  # noqa: ")[0] for line in text.splitlines()}
            long = [line for line, counted in code.items() if len(counted) > 100]
            assert [line for line in long if "noqa: E501" not in line] == [], path
            assert len(text.splitlines()) <= 300, path
        if path.endswith(".toml"):
            tomllib.loads(text)
    compose = PROJECT.read(COMPOSE) or ""
    for edit in rendered.edits:
        compose = apply_edit(edit, compose) if edit.file == COMPOSE else compose
    assert LONGEST in yaml.safe_load(compose)["services"]


@pytest.mark.parametrize("kind", KINDS)
def test_containers_images_and_volumes_bear_the_projects_name(kind: str) -> None:
    """Two projects with a service of one name share none of them."""
    owner = Record(Request("project", "bookshop", {}), {}, 1)
    platform = PROJECT.read(COMPOSE) or ""
    compose = with_name(COMPOSE, platform.encode(), "bookshop").decode()
    for edit in with_named_edits(made(kind), [owner]).edits:
        compose = apply_edit(edit, compose) if edit.file == COMPOSE else compose
    service = yaml.safe_load(compose)["services"][LONGEST]
    assert service["image"] == f"bookshop/{LONGEST}"
    assert service["container_name"] == f"bookshop_{LONGEST}"
    assert not re.search(r"(?:name: |image: )quintet", compose)


@pytest.mark.parametrize("kind", KINDS)
def test_every_service_brings_what_a_deployable_needs(kind: str) -> None:
    """An image, a process, settings, tests of both levels, and a place in compose."""
    rendered = made(kind)
    needed = {
        f"{OWN}/Dockerfile",
        f"{OWN}/pyproject.toml",
        f"{OWN}/{LONGEST}/__main__.py",
        f"{OWN}/{LONGEST}/composition_root.py",
        f"{OWN}/{LONGEST}/settings.py",
        f"quintet_cli/quintet_cli/supervision/further_processes/{LONGEST}.py",
    }
    assert needed <= rendered.files.keys()
    folders = {str(PurePosixPath(path).parent) for path in rendered.files}
    assert {f"tests/unit/{LONGEST}", f"tests/integration/{LONGEST}"} <= folders
    containers = [edit for edit in rendered.edits if edit.at == "containers"]
    assert [edit.lines[0] for edit in containers] == [f"{LONGEST}:"]
    assert next_steps(LONGEST, kind)
