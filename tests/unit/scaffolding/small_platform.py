"""A platform of a few files and templates, and projects made from it."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scaffolding.copying.checkout import Checkout, open_checkout
from scaffolding.copying.make_project import make_project
from scaffolding.due_commands import note_done
from scaffolding.generating import Generated, generate
from scaffolding.project_folder import ProjectFolder
from scaffolding.request import Request
from scaffolding.updating.update import Updated, update

TABLES = "packages/house/house/tables.py"
OPENING = "packages/house/house/opening.py"
ROOM = "packages/house/house/kitchen.py"
TEMPLATES = "packages/scaffolding/scaffolding/templates"
ROOM_TEMPLATE = f"{TEMPLATES}/room/files/packages/house/house/{{{{ room }}}}.py.jinja"
ROOM_QUESTIONS = f"{TEMPLATES}/room/copier.yml"
ROOM_EDITS = f"{TEMPLATES}/room/edits.toml.jinja"

_FILES = {
    "pyproject.toml": '[project]\nname = "quintet"\n\n[tool.quintet.services]\n',
    "uv.lock": '[[package]]\nname = "fast-json"\n',
    "README.md": "# Quintet\n",
    "scripts/open.sh": "#!/bin/sh\necho open\n",
    "docs/removed.md": "# To be removed\n\nOne day.\n",
    OPENING: '"""When it opens."""\n\nFIRST = 8\nNOON = 12\nLAST = 18\n',
    TABLES: (
        '"""What there is."""\n\nfrom house.opening import FIRST\n\nROOMS = [\n    "hall",\n'
        '    "stairs",\n    # quintet new: rooms\n]\nHOURS = FIRST\n'
    ),
    f"{TEMPLATES}/project/copier.yml": (
        "_subdirectory: files\n_templates_suffix: .jinja\n\nproject:\n  type: str\n"
    ),
    f"{TEMPLATES}/project/files/README.md.jinja": "# {{ project }}\n",
    ROOM_QUESTIONS: ("_subdirectory: files\n_templates_suffix: .jinja\n\nroom:\n  type: str\n"),
    ROOM_TEMPLATE: (
        '"""The {{ room }}."""\n\nWALLS = 4\nDOORS = 1\nWINDOWS = 2\n\nLAMPS = 3\n\nCHAIRS = 6\n'
    ),
    ROOM_EDITS: (
        f'[[edit]]\nfile = "{TABLES}"\nat = "rooms"\nlines = [\'"{{{{ room }}}}",\']\n'
        'imports = ["from house.{{ room }} import WALLS as {{ room | upper }}_WALLS"]\n'
    ),
}


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody."""
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com")
    done = subprocess.run(  # noqa: S603  git on our own folder
        ["git", *who, *arguments],  # noqa: S607  git is on the PATH
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def small_platform(folder: Path, further: Mapping[str, str] | None = None) -> Checkout:
    """Write it, with further files, or others in place of its own."""
    for path, text in {**_FILES, **(further or {})}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    (folder / "scripts/open.sh").chmod(0o755)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    return open_checkout(folder)


@dataclass
class House:
    """A project, the platform that it was made from, and a newer one."""

    platform: Checkout
    newer: Checkout
    project: ProjectFolder

    def read(self, path: str) -> str:
        """Read a file of the project."""
        return (self.project.root / path).read_bytes().decode()

    def change(self, path: str, old: str, new: str) -> None:
        """A person changes a file of the project and commits it."""
        _replace(self.project.root / path, old, new)
        self.commit()

    def change_platform(self, path: str, old: str, new: str) -> None:
        """The newer platform has a file changed."""
        _replace(self.newer.root / path, old, new)

    def add_room(self, room: str) -> Generated:
        """Generate a room."""
        request = Request("room", room, {"room": room}, follow_up=(("echo", "renewed"),))
        done = generate(
            self.project,
            "room",
            room,
            {"room": room},
            lambda: request,
            templates=self.platform.templates,
        )
        self.follow(done.due)
        self.commit()
        return done

    def follow(self, commands: Sequence[Sequence[str]]) -> None:
        """Say that commands were run."""
        for command in commands:
            note_done(self.project, command)

    def update(self, *, dry_run: bool = False, allow_dirty: bool = False) -> Updated:
        """Update to the newer platform."""
        git(self.newer.root, "add", "--all")
        return update(self.project, self.newer, dry_run=dry_run, allow_dirty=allow_dirty)

    def outcomes(self) -> dict[str, str]:
        """Update, commit, and tell what became of which file, copies of templates aside."""
        done = self.update()
        self.follow(done.follow_up)
        self.commit()
        return outcomes(done)

    def commit(self) -> None:
        """Commit all."""
        git(self.project.root, "add", "--all")
        git(self.project.root, "commit", "--quiet", "--allow-empty", "--message", "Work")


def small_house(folder: Path, further: Mapping[str, str] | None = None) -> House:
    """Make a project from a small platform, and a copy of that to become newer."""
    platform = small_platform(folder / "platform", further)
    root = folder / "cottage"
    made = make_project(platform, "cottage", root)
    shutil.copytree(platform.root, folder / "newer")
    house = House(platform, open_checkout(folder / "newer"), ProjectFolder(root))
    house.follow(made.due)
    house.commit()
    return house


def copied_house(built: Path, folder: Path) -> House:
    """A copy of a house that was made in another folder."""
    shutil.copytree(built, folder, dirs_exist_ok=True)
    platform, newer = open_checkout(folder / "platform"), open_checkout(folder / "newer")
    return House(platform, newer, ProjectFolder(folder / "cottage"))


def outcomes(done: Updated) -> dict[str, str]:
    """What became of which file, copies of templates aside."""
    changes = {change.path: change.outcome.value for change in done.changes}
    return {path: each for path, each in changes.items() if not path.startswith(TEMPLATES)}


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_bytes().decode()
    assert old in text, f"{file} has no {old!r}"
    file.write_bytes(text.replace(old, new).encode())
