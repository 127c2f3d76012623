"""Each deployable has an image that follows the house's rules."""

import json
import re
import tomllib

import pytest

from tests.fixtures.deployment import OURS, PORTS, ROOT, dockerfile_of, folder_of

each_of_ours = pytest.mark.parametrize("name", OURS)


def instructions(name: str, word: str) -> list[str]:
    """What follows an instruction, for each of its uses."""
    return re.findall(rf"^{word} (.*)$", dockerfile_of(name), re.MULTILINE)


def commands(name: str) -> list[list[str]]:
    """The words of each command that builds the image, without options of the build itself."""
    return [json.loads(run[run.index("[") :]) for run in instructions(name, "RUN")]


def last_stage(name: str) -> str:
    """The stage that becomes the image."""
    return re.split(r"^FROM ", dockerfile_of(name), flags=re.MULTILINE)[-1]


def test_every_service_has_a_dockerfile() -> None:
    """Also one that will be added."""
    members = {path.parent.name for path in ROOT.glob("s*/*/pyproject.toml")}
    assert members == set(OURS)


@each_of_ours
def test_all_stages_are_on_the_one_base_image(name: str) -> None:
    """And no other image is needed, not even for the syntax or for uv."""
    assert [stage.split()[0] for stage in instructions(name, "FROM")] == ["python:3.12-slim"] * 2
    assert "# syntax" not in dockerfile_of(name)
    sources = re.findall(r"--from=(\S+)", dockerfile_of(name))
    assert sources == ["build"]


@each_of_ours
def test_the_image_holds_what_the_lock_file_says(name: str) -> None:
    """For this member and without the tools of developers."""
    syncs = [words for words in commands(name) if "sync" in words]
    for words in syncs:
        assert words[:4] == ["uv", "sync", "--frozen", "--no-dev"]
        assert words[-2:] == ["--package", name]
    assert len(syncs) == 2


@each_of_ours
def test_nothing_is_compiled_by_a_running_container(name: str) -> None:
    """It cannot keep what it compiles: every start and every health check would do it again."""
    assert "UV_COMPILE_BYTECODE=1" in dockerfile_of(name)
    words = json.loads(re.findall(r"^RUN (.*)$", last_stage(name), re.MULTILINE)[0])
    assert words[:3] == ["python", "-m", "compileall"]
    assert words[-1] == "/usr/local/lib/python3.12"


@each_of_ours
def test_a_build_keeps_its_downloads_and_the_image_does_not(name: str) -> None:
    """Without a network, what has been built before can be built again."""
    downloading = [run for run in instructions(name, "RUN") if re.search('"(pip|uv)"', run)]
    assert len(downloading) == 3
    assert all(run.startswith("--mount=type=cache,") for run in downloading)
    assert "--mount" not in last_stage(name)


@each_of_ours
def test_the_process_is_no_root_and_gets_its_signals(name: str) -> None:
    """A number as user can be checked by an orchestrator; no shell stands in between."""
    assert instructions(name, "USER") == ["10001:10001"]
    assert [json.loads(words) for words in instructions(name, "ENTRYPOINT")] == [
        ["python", "-m", name]
    ]


@each_of_ours
def test_health_is_asked_by_python_on_the_port_that_is_served(name: str) -> None:
    """The slim image has no curl."""
    port = PORTS[name]
    (check,) = instructions(name, "HEALTHCHECK")
    words = json.loads(check[check.index("[") :])
    assert words[0] == "python"
    assert f"('127.0.0.1', {port})" in words[-1]
    assert "GET /health " in words[-1]
    assert instructions(name, "EXPOSE") == [str(port)]
    assert f"{name.upper()}_PORT={port}" in last_stage(name)
    assert "PYTHONUNBUFFERED=1" in last_stage(name)


@each_of_ours
def test_a_start_may_take_long_and_a_silent_process_is_told_soon(name: str) -> None:
    """Starting takes seconds of a processor that others may have; the period ends with success."""
    (check,) = instructions(name, "HEALTHCHECK")
    options = dict(re.findall(r"--([a-z-]+)=(\d+)", check.partition(" CMD ")[0]))
    assert int(options["start-period"]) >= 120
    assert int(options["interval"]) * int(options["retries"]) <= 30


@each_of_ours
def test_the_image_is_labelled_and_holds_no_secret(name: str) -> None:
    """Passwords come when it runs."""
    description = tomllib.loads((folder_of(name) / "pyproject.toml").read_text())["project"]
    assert f'image.title="{name}"' in last_stage(name)
    assert f'image.description="{description["description"]}"' in last_stage(name)
    assert not re.search(r"PASSWORD|SECRET|TOKEN|API_KEY|://[^/ ]*@", dockerfile_of(name))
    assert instructions(name, "ARG") == []


def test_all_dockerfiles_build_in_the_same_way() -> None:
    """Apart from the name, the port and what the sandbox needs for its ledger."""

    def neutral(name: str) -> str:
        folder = str(folder_of(name).relative_to(ROOT))
        text = dockerfile_of(name).replace(folder, "FOLDER")
        text = text[text.index("\nFROM") : text.index("\nFROM python:3.12-slim\n")]
        return text.replace(name, "NAME")

    assert len({neutral(name) for name in OURS}) == 1
