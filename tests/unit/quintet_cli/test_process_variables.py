"""Which process may see what."""

from pathlib import Path

import pytest
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.supervision.installation import Installation
from quintet_cli.supervision.platform_settings import PlatformSettings, WrongSettingError
from quintet_cli.supervision.process_catalogue import MIGRATIONS, PROCESSES


def open_installation(folder: Path, offset: int = 0, **environment: str) -> Installation:
    """Open a new data folder."""
    return Installation.open(DataFolder(folder), environment, offset=offset)


@pytest.mark.parametrize("name", ["api_service", "bot_service", "worker_service"])
def test_a_business_service_sees_no_database(tmp_path: Path, name: str) -> None:
    """Neither a name nor a value leads to a database."""
    variables = open_installation(tmp_path).variables_of(name)
    assert not {"POSTGRES_URL", "MONGODB_URL", "MONGODB_DATABASE"} & set(variables)
    assert not [value for value in variables.values() if value.startswith(("postgres", "mongodb:"))]
    assert variables["DB_POSTGRES_SERVICE_URL"] == "http://127.0.0.1:8001"


@pytest.mark.parametrize(
    ("name", "own"),
    [("db_postgres_service", "POSTGRES_URL"), ("db_mongo_service", "MONGODB_URL")],
)
def test_a_data_service_sees_its_database_and_nothing_else(
    tmp_path: Path, name: str, own: str
) -> None:
    """Its URL is the only one it is given."""
    variables = open_installation(tmp_path).variables_of(name)
    assert [key for key in variables if key.endswith("_URL")] == [own]
    assert not [key for key in variables if "SECRET" in key or "PASSWORD" in key]


def test_a_secret_of_the_machine_is_not_passed_on(tmp_path: Path) -> None:
    """Only neutral variables of the machine reach a process."""
    installation = open_installation(tmp_path, PATH="/bin", AWS_SECRET_ACCESS_KEY="x")
    environment = installation.environment_of(PROCESSES[0].variables)
    assert environment["PATH"] == "/bin"
    assert "AWS_SECRET_ACCESS_KEY" not in environment


def test_an_offset_moves_every_port_and_address(tmp_path: Path) -> None:
    """Two checkouts run side by side."""
    variables = open_installation(tmp_path, offset=100).variables
    assert variables["API_SERVICE_PORT"] == "8100"
    assert variables["DB_MONGO_SERVICE_URL"] == "http://127.0.0.1:8102"
    assert variables["PAYMENT_CALLBACK_URL"].startswith("http://127.0.0.1:8100/")


def test_what_the_user_sets_wins(tmp_path: Path) -> None:
    """Settings come from the user's environment, addresses of servers included."""
    installation = open_installation(
        tmp_path,
        LOG_LEVEL="debug",
        BOT_TOKEN="1:a",
        API_SERVICE_PORT="9000",
        REDIS_URL="redis://elsewhere:6379/0",
    )
    assert installation.variables_of("api_service")["LOG_LEVEL"] == "debug"
    assert installation.variables_of("api_service")["API_SERVICE_PORT"] == "9000"
    assert installation.variables_of("bot_service")["BOT_TOKEN"] == "1:a"
    assert installation.variables_of("bot_service")["REDIS_URL"] == "redis://elsewhere:6379/0"


def test_everything_that_is_needed_exists() -> None:
    """A name in `needs` is a server, a migration or a process."""
    known = {"postgres", "mongodb", "redis", "rabbitmq"}
    known |= {each.name for each in (*MIGRATIONS, *PROCESSES)}
    for each in (*MIGRATIONS, *PROCESSES):
        assert set(each.needs) <= known


def test_settings_prefer_options_to_the_environment(tmp_path: Path) -> None:
    """--data and --offset win."""
    environment = {"QUINTET_DATA": "/elsewhere", "QUINTET_PORT_OFFSET": "5"}
    assert PlatformSettings.choose(environment).offset == 5
    chosen = PlatformSettings.choose(environment, data=tmp_path, offset=0)
    assert (chosen.data_root, chosen.offset) == (tmp_path, 0)


def test_a_wrong_number_is_told_by_name() -> None:
    """The message names the variable."""
    with pytest.raises(WrongSettingError, match="QUINTET_PORT_OFFSET"):
        PlatformSettings.choose({"QUINTET_PORT_OFFSET": "many"})
