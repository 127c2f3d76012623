"""Secrets, ports and folders of one installation."""

import socket
import stat
from pathlib import Path

from quintet_cli.servers.cache_folder import cache_folder
from quintet_cli.servers.child_process import rotate_log
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.servers.port_book import PortBook, is_free
from quintet_cli.servers.secrets_file import Secrets


def test_secrets_are_made_once(tmp_path: Path) -> None:
    """A second start finds the passwords of the first."""
    path = tmp_path / "secrets.json"
    first = Secrets.load_or_make(path)
    assert Secrets.load_or_make(path) == first


def test_secrets_are_private_and_never_printed(tmp_path: Path) -> None:
    """The file is for its owner, and a representation shows no value."""
    path = tmp_path / "secrets.json"
    made = Secrets.load_or_make(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert made.postgres_password not in repr(made)


def test_a_new_secret_joins_the_old_ones(tmp_path: Path) -> None:
    """A later version that needs one more secret keeps those that exist."""
    path = tmp_path / "secrets.json"
    path.write_text('{"postgres_password": "abc"}')
    made = Secrets.load_or_make(path)
    assert made.postgres_password == "abc"
    assert len(made.one_time_key) == 48


def test_ports_are_chosen_once(tmp_path: Path) -> None:
    """A second start finds the ports of the first, all different."""
    first = PortBook.load_or_choose(tmp_path / "ports.json")
    assert PortBook.load_or_choose(tmp_path / "ports.json") == first
    assert first.rabbitmq_epmd - first.postgres == 6


def test_a_base_moves_all_ports(tmp_path: Path) -> None:
    """An explicit base wins over remembered ports, and is remembered."""
    PortBook.load_or_choose(tmp_path / "ports.json")
    moved = PortBook.load_or_choose(tmp_path / "ports.json", base=21_000)
    assert (moved.postgres, moved.mongodb, moved.redis) == (21_000, 21_001, 21_002)
    assert PortBook.load_or_choose(tmp_path / "ports.json") == moved


def test_a_port_that_somebody_listens_on_is_not_free() -> None:
    """The check sees a listener."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        assert not is_free(listener.getsockname()[1])


def test_strangers_may_pass_through_the_data_folder_but_not_look(tmp_path: Path) -> None:
    """PostgreSQL runs as another user and must reach its part; logs are private."""
    data = DataFolder(tmp_path / "data")
    data.ensure()
    assert stat.S_IMODE(data.root.stat().st_mode) == 0o711
    assert stat.S_IMODE(data.logs.stat().st_mode) == 0o700


def test_postgres_moves_out_of_a_folder_it_cannot_reach(tmp_path: Path) -> None:
    """Below a closed folder the data of another user goes to a folder of our own."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    data = DataFolder(closed / "data")
    inside = data.root / "postgres"
    assert data.postgres_home() in {inside, data.outside_home / "postgres"}
    assert data.outside_home != DataFolder(tmp_path / "other").outside_home


def test_the_cache_is_where_the_environment_says(tmp_path: Path) -> None:
    """QUINTET_CACHE wins; below a path that others cannot reach root takes /var/cache."""
    assert cache_folder({"QUINTET_CACHE": str(tmp_path)}) == tmp_path
    assert cache_folder({"XDG_CACHE_HOME": str(tmp_path)}).name == "quintet"


def test_a_log_is_rotated_once_it_has_grown(tmp_path: Path) -> None:
    """Generations move up and the oldest is dropped."""
    log = tmp_path / "a.log"
    for text in ("first", "second", "third", "fourth", "fifth"):
        log.write_text(text)
        rotate_log(log, limit_bytes=1)
    assert not log.exists()
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == ["a.log.1", "a.log.2", "a.log.3"]
    assert (tmp_path / "a.log.1").read_text() == "fifth"


def test_a_small_log_is_left_alone(tmp_path: Path) -> None:
    """Rotation is by size."""
    log = tmp_path / "a.log"
    log.write_text("short")
    rotate_log(log)
    assert log.read_text() == "short"
