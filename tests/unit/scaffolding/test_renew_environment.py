"""A project is locked again, wherever uv is."""

import sys
from pathlib import Path

import pytest
from scaffolding.renew_environment import main

_PROJECT = '[project]\nname = "cottage"\nversion = "1"\nrequires-python = ">=3.12"\n'


def test_the_uv_of_this_environment_serves_where_none_is_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Debian's pip may not install one beside Python."""
    programs, project = tmp_path / "programs", tmp_path / "project"
    programs.mkdir()
    project.mkdir()
    (programs / "python3").symlink_to(sys.executable)
    (project / "pyproject.toml").write_text(_PROJECT, "utf-8")
    monkeypatch.setenv("PATH", str(programs))
    assert main(project) == 0, capfd.readouterr().err
    assert 'name = "cottage"' in (project / "uv.lock").read_text("utf-8")
