"""A project is a copy of the platform, under its own name."""

import re
from pathlib import Path

import pytest
from quintet_cli.commands.new import new
from quintet_cli.new.first_commit import commit_all
from quintet_cli.new.follow_ups import UnfinishedError, run_follow_ups
from scaffolding.copying.checkout import Checkout, open_checkout, running_checkout
from scaffolding.copying.left_out import COPIED_ONCE, LEFT_OUT
from scaffolding.copying.make_project import make_project
from scaffolding.copying.project_files import render_project
from scaffolding.copying.project_name import NAMED_FILES, with_name
from scaffolding.due_commands import note_done
from scaffolding.errors import CannotGenerate
from scaffolding.generators.project import project_request
from scaffolding.git_objects import content_id
from scaffolding.project_folder import ProjectFolder
from scaffolding.records import find_record
from typer.testing import CliRunner

from tests.architecture.tracked_files import ROOT
from tests.unit.scaffolding.rendered_things import files_of
from tests.unit.scaffolding.small_platform import OPENING, git, small_platform


def test_the_running_platform_is_this_repository() -> None:
    """Where the command comes from."""
    assert running_checkout() == Checkout(ROOT)


def test_a_project_is_the_platform_byte_for_byte() -> None:
    """But for what is left out, what bears the name, and what is its own."""
    platform = running_checkout()
    made = render_project(project_request(platform, "bookshop"), platform)
    left_out = {path for path in platform.paths() if path not in made.files}
    assert {path for path in left_out if not path.startswith(tuple(LEFT_OUT))} == set()
    different = {
        path for path, content in made.files.items() if content != _platforms(platform, path)
    }
    own = {"CHANGELOG.md", "README.md", "docs/decisions/README.md"}
    assert different == {*NAMED_FILES, *own}
    assert "scripts/bootstrap.sh" in made.programs
    assert not any(name in made.programs for name in ("README.md", "pyproject.toml"))


def _platforms(platform: Checkout, path: str) -> bytes | None:
    file = platform.root / path
    return file.read_bytes() if file.is_file() else None


def test_whatever_is_left_out_is_there() -> None:
    """A list that grows old would hide what it once named."""
    paths = running_checkout().paths()
    records = ".scaffolding/"  # only where somebody has generated something
    assert {each for each in LEFT_OUT if not any(path.startswith(each) for path in paths)} <= {
        records
    }
    assert set(COPIED_ONCE) <= set(paths)


@pytest.mark.parametrize(
    ("path", "pattern"),
    [(path, pattern) for path, patterns in NAMED_FILES.items() for pattern, _ in patterns],
)
def test_every_place_of_the_name_is_there(path: str, pattern: str) -> None:
    """Otherwise a project would bear the platform's name."""
    text = (ROOT / path).read_text("utf-8")
    in_others = path.startswith("deploy/") and any(
        re.search(pattern, (ROOT / each).read_text("utf-8"))
        for each in NAMED_FILES
        if each.startswith("deploy/")
    )
    assert re.search(pattern, text) or in_others


def test_containers_networks_volumes_and_images_bear_the_projects_name() -> None:
    """Two projects on one machine do not meet; the database inside is called as ever."""
    for path in ("deploy/compose.yaml", "deploy/compose.servers.yaml", "deploy/servers.yaml"):
        text = with_name(path, (ROOT / path).read_bytes(), "bookshop").decode()
        assert re.findall(r"(?:name: |image: |name: \{)quintet", text) == []
        assert "container_name: bookshop_" in text


def test_a_project_stands_in_a_repository_of_its_own(tmp_path: Path) -> None:
    """With a record of each file; what is the platform's own affair is not there."""
    platform = small_platform(tmp_path / "platform")
    make_project(platform, "cottage", tmp_path / "cottage")
    project = ProjectFolder(tmp_path / "cottage")
    record = find_record(project, "project", "cottage")
    assert record is not None
    assert record.complete
    assert record.files[OPENING] == content_id((project.root / OPENING).read_bytes())
    assert project.read("README.md") == "# cottage\n"
    assert project.name == "cottage"
    assert (project.root / "scripts/open.sh").stat().st_mode & 0o111
    assert git(project.root, "rev-parse", "--show-toplevel").strip() == str(project.root)


def test_inside_of_a_repository_no_other_is_made(tmp_path: Path) -> None:
    """Nor a commit: the history is somebody's own."""
    platform = small_platform(tmp_path / "platform")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "--message", "Begin")
    make_project(platform, "cottage", tmp_path / "cottage")
    assert not (tmp_path / "cottage/.git").exists()
    assert not commit_all(tmp_path / "cottage", "Begin cottage")


def test_a_repository_around_that_has_no_commit_is_left_alone(tmp_path: Path) -> None:
    """Its other files are a person's, and may be secret."""
    platform = small_platform(tmp_path / "platform")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "config", "user.name", "Ada")
    git(tmp_path, "config", "user.email", "ada@example.com")
    (tmp_path / ".env").write_bytes(b"SECRET=1\n")
    make_project(platform, "cottage", tmp_path / "cottage")
    assert not commit_all(tmp_path / "cottage", "Begin cottage")
    assert git(tmp_path, "ls-files") == ""


def test_a_repository_around_that_ignores_the_project_does_not_keep_it(tmp_path: Path) -> None:
    """A home whose settings are under version control, and nothing else."""
    platform = small_platform(tmp_path / "platform")
    git(tmp_path, "init", "--quiet")
    (tmp_path / ".gitignore").write_bytes(b"*\n")
    make_project(platform, "cottage", tmp_path / "cottage")
    assert (tmp_path / "cottage/.git").is_dir()


def test_a_project_within_a_workspace_is_refused(tmp_path: Path) -> None:
    """In the platform, where the command is typed first of all, and in another project."""
    platform = small_platform(tmp_path / "platform")
    make_project(platform, "cottage", tmp_path / "cottage")
    for outer in (platform.root, tmp_path / "cottage"):
        beside = re.escape(f"--into {tmp_path / 'shed'}")
        with pytest.raises(CannotGenerate, match=beside):
            make_project(platform, "shed", outer / "rooms/shed")
        assert not (outer / "rooms").exists()


def test_a_platform_whose_files_nobody_can_list_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without git a project would have few files, and an update would remove all."""
    platform = small_platform(tmp_path / "platform")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotGenerate, match="git is not installed"):
        make_project(platform, "cottage", tmp_path / "cottage")
    assert not (tmp_path / "cottage").exists()


def test_a_platform_that_ignores_all_of_itself_is_refused(tmp_path: Path) -> None:
    """Git answers, and names no file."""
    platform = small_platform(tmp_path / "platform")
    git(platform.root, "rm", "--quiet", "-r", "--cached", ".")
    (platform.root / ".gitignore").write_bytes(b"*\n")
    with pytest.raises(CannotGenerate, match="git lists no files"):
        platform.paths()


def test_a_platform_without_git_is_copied_without_what_it_ignores(tmp_path: Path) -> None:
    """As it comes out of an archive."""
    platform = small_platform(tmp_path / "platform")
    (platform.root / ".gitignore").write_bytes(b"*.pyc\n/.venv/\n")
    git(platform.root, "add", "--all")
    expected = platform.paths()
    (platform.root / ".git").rename(tmp_path / "elsewhere")
    (platform.root / ".venv").mkdir()
    for ignored in (".venv/python", "packages/house/house/opening.pyc"):
        (platform.root / ignored).write_bytes(b"x")
    assert platform.paths() == expected


@pytest.mark.parametrize("name", ["Book", "book-shop", "fast_json", "class"])
def test_what_cannot_name_a_project_is_refused(tmp_path: Path, name: str) -> None:
    """No name, or that of a package which every project needs; no folder is made."""
    platform = small_platform(tmp_path / "platform")
    with pytest.raises(CannotGenerate):
        make_project(platform, name, tmp_path / "cottage")
    assert not (tmp_path / "cottage").exists()


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    """An empty one is not."""
    platform = small_platform(tmp_path / "platform")
    folder = tmp_path / "cottage"
    folder.mkdir()
    (folder / "mine.txt").write_bytes(b"mine\n")
    with pytest.raises(CannotGenerate, match="is not empty"):
        make_project(platform, "cottage", folder)
    assert files_of(folder) == {"mine.txt": b"mine\n"}
    (folder / "mine.txt").unlink()
    for command in make_project(platform, "cottage", folder).due:
        note_done(ProjectFolder(folder), command)
    with pytest.raises(CannotGenerate, match="is the project cottage already; `quintet update`"):
        make_project(platform, "cottage", folder)


def test_a_project_that_a_crash_interrupted_is_finished(tmp_path: Path) -> None:
    """Its record says that it is not complete, and no file is there twice."""
    platform = small_platform(tmp_path / "platform")
    folder = tmp_path / "cottage"
    make_project(platform, "cottage", folder)
    whole = files_of(folder)
    record = folder / ".scaffolding/project_cottage.json"
    record.write_bytes(record.read_bytes().replace(b'"complete": true', b'"complete": false'))
    (folder / OPENING).unlink()
    make_project(platform, "cottage", folder)
    assert files_of(folder) == whole


def test_a_dry_run_makes_nothing(tmp_path: Path) -> None:
    """Not even the folder."""
    platform = small_platform(tmp_path / "platform")
    done = make_project(platform, "cottage", tmp_path / "cottage", dry_run=True)
    assert OPENING in {change.path for change in done.changes}
    assert not (tmp_path / "cottage").exists()


def test_what_is_no_checkout_is_refused(tmp_path: Path) -> None:
    """Neither a folder of something else, nor one below a checkout, nor none."""
    platform = small_platform(tmp_path / "platform")
    for folder in (tmp_path, platform.root / "docs", tmp_path / "nowhere"):
        with pytest.raises(CannotGenerate):
            open_checkout(folder)


def test_the_first_commit_needs_somebody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that git makes up from the machine's is nobody's."""
    for variable in ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL"):
        monkeypatch.delenv(f"GIT_{variable}", raising=False)
    for variable in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(variable, "/dev/null")
    git(tmp_path, "init", "--quiet")
    (tmp_path / "a.txt").write_bytes(b"a\n")
    assert not commit_all(tmp_path, "Begin")
    git(tmp_path, "config", "user.name", "Ada")
    git(tmp_path, "config", "user.email", "ada@example.com")
    assert commit_all(tmp_path, "Begin")
    assert git(tmp_path, "log", "--format=%s").strip() == "Begin"
    assert not commit_all(tmp_path, "Again")


def test_commands_that_follow_see_the_projects_own_code(tmp_path: Path) -> None:
    """Wherever the program that runs them comes from."""
    member = tmp_path / "packages/service_runtime"
    (member / "service_runtime").mkdir(parents=True)
    (member / "pyproject.toml").write_bytes(b"")
    (member / "service_runtime/__init__.py").write_bytes(b"")
    told = tmp_path / "told"
    script = f"import service_runtime; open({str(told)!r}, 'w').write(service_runtime.__file__)"
    run_follow_ups(ProjectFolder(tmp_path), [("python", "-c", script)])
    assert told.read_text("utf-8").startswith(str(member))


@pytest.mark.parametrize("command", [("no_such_program",), ("python", "-c", "raise SystemExit(3)")])
def test_a_command_that_fails_is_told_as_it_was(tmp_path: Path, command: tuple[str, ...]) -> None:
    """So that a person can run it."""
    with pytest.raises(UnfinishedError, match=command[0]):
        run_follow_ups(ProjectFolder(tmp_path), [command])


def test_the_command_tells_what_would_be_made(tmp_path: Path) -> None:
    """Of this repository."""
    folder = tmp_path / "bookshop"
    words = ["project", "bookshop", "--into", str(folder), "--dry_run"]
    result = CliRunner().invoke(new, words)
    assert result.exit_code == 0, result.output
    assert re.search(r"would be \d{4} files in ", result.output)
    assert not folder.exists()
