"""What the scripts of deploy/ make, in a folder of the test."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fixtures.deployment import DEPLOY


@dataclass
class Made:
    """A folder like deploy/ after the documented commands."""

    folder: Path

    @property
    def secrets(self) -> Path:
        """Where the files of our processes are."""
        return self.folder / "secrets"

    @property
    def variables(self) -> dict[str, str]:
        """The file `.env`, by name."""
        text = (self.folder / ".env").read_text()
        return dict(re.findall(r"^([A-Z_]+)=(.+)$", text, re.MULTILINE))

    def run(self, script: str) -> int:
        """Run one of the scripts and return how it ended."""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        command = ["/bin/bash", str(self.folder / script)]
        environment = {"PATH": path, "HOME": str(self.folder)}
        return subprocess.run(command, check=False, env=environment).returncode  # noqa: S603  ours


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Made by the commands of the guide."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl")
    made = Made(tmp_path_factory.mktemp("deploy"))
    for name in ("compose.yaml", "env.example", "make_env_file.sh", "make_certificates.sh"):
        shutil.copy(DEPLOY / name, made.folder / name)
    assert made.run("make_env_file.sh") == 0
    assert made.run("make_certificates.sh") == 0
    return made
