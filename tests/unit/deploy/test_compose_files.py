"""The compose files keep the architecture's rules."""

import re

import pytest
from quintet_cli.servers.docker import (
    DockerMongodb,
    DockerPostgres,
    DockerRabbitmq,
    DockerRedis,
)
from quintet_cli.supervision.process_catalogue import MIGRATIONS, PROCESSES

from tests.fixtures.deployment import (
    BUSINESS,
    DATA,
    DATABASES,
    DEPLOY,
    OURS,
    PORTS,
    SANDBOXES,
    SERVERS,
    ComposeFile,
    compose_file,
    dockerfile_of,
)

PLATFORM = compose_file("compose.yaml")
ONLY_SERVERS = compose_file("compose.servers.yaml")
FILES = {"compose.yaml": PLATFORM, "compose.servers.yaml": ONLY_SERVERS}
ONCE = {"postgres_migrations", "mongodb_migrations", "mongodb_replica_set"}
FIRST_PUBLISHED = {
    "api_service": "API_SERVICE_PORT:-8000}:8000",
    "db_postgres_service": "DB_POSTGRES_SERVICE_PORT:-8001}:8000",
    "db_mongo_service": "DB_MONGO_SERVICE_PORT:-8002}:8000",
    "bot_service": "BOT_SERVICE_PORT:-8003}:8003",
    "worker_service": "WORKER_SERVICE_PORT:-8004}:8004",
    "payment_gateway_sandbox": "PAYMENT_GATEWAY_SANDBOX_PORT:-8005}:8005",
    "telegram_sandbox": "TELEGRAM_SANDBOX_PORT:-8006}:8006",
}
PUBLISHED = {
    each.name: f"{each.port_variable}:-{each.default_port}}}:{PORTS[each.name]}"
    for each in PROCESSES
}

each_file = pytest.mark.parametrize("file", FILES.values(), ids=FILES)


def test_the_platform_is_four_servers_our_processes_and_what_runs_once() -> None:
    """Nothing else, and the sandboxes only where somebody develops."""
    assert set(PLATFORM.services) == {*SERVERS, *OURS, *ONCE}
    assert {key for key, each in PLATFORM.services.items() if each.profiles} == {*SANDBOXES}
    assert all(PLATFORM.services[name].profiles == ["development"] for name in SANDBOXES)
    assert set(ONLY_SERVERS.services) == {*SERVERS, "mongodb_replica_set"}


@each_file
def test_no_name_holds_a_hyphen(file: ComposeFile) -> None:
    """Projects, services, containers, networks and volumes."""
    names = [file.name, *file.services, *file.networks, *file.volumes]
    names += [each.container_name for each in file.services.values()]
    names += [volume["name"] for volume in file.volumes.values()]
    names += [str(network["name"]) for network in file.networks.values()]
    assert [name for name in names if not re.fullmatch(r"[a-z][a-z0-9_]*", str(name))] == []


@each_file
def test_every_container_has_limits(file: ComposeFile) -> None:
    """Processors, memory and processes."""
    for name, service in file.services.items():
        assert set(service.deploy["resources"]["limits"]) == {"cpus", "memory", "pids"}, name


@each_file
def test_all_that_stays_up_is_restarted_and_has_a_health_check(file: ComposeFile) -> None:
    """Ours have it in the image; what runs once has neither."""
    for name, service in file.services.items():
        if name in ONCE:
            assert service.restart == "no", name
            continue
        assert service.restart == "unless-stopped", name
        assert service.healthcheck.get("test") or "HEALTHCHECK" in dockerfile_of(name), name


@each_file
def test_a_server_may_start_slowly_and_is_asked_cheaply(file: ComposeFile) -> None:
    """A check of each few seconds for ever starts no virtual machine; the port tells as much."""
    for name in SERVERS:
        check = file.services[name].healthcheck
        assert check["start_period"] == "120s", name
        assert not re.search(r"rabbitmq|mongosh", str(check["test"])), name


def test_redis_refuses_before_its_container_is_killed() -> None:
    """With room for what it needs besides, such as the copy that rewrites its file."""
    redis = PLATFORM.services["redis"]
    (most,) = re.findall(r"^maxmemory (\d+)mb$", redis.command[-1], re.MULTILINE)
    (limit,) = re.findall(r"^(\d+)m$", str(redis.deploy["resources"]["limits"]["memory"]))
    assert int(most) <= 0.75 * int(limit)


def test_no_business_service_is_told_where_a_database_is() -> None:
    """Each gets only variables that the catalogue of processes grants it."""
    granted = {each.name: set(each.variables) for each in PROCESSES}
    granted |= {each.name: set(each.variables) for each in MIGRATIONS}
    for name, service in PLATFORM.services.items():
        if name in granted:
            given = {variable.removesuffix("_FILE") for variable in service.environment}
            allowed = {variable.removesuffix("_FILE") for variable in granted[name]}
            assert given - allowed == set(), name
    for name in (*BUSINESS, *SANDBOXES):
        text = f"{PLATFORM.services[name].environment} {PLATFORM.services[name].secrets}"
        assert not re.search(
            r"postgres(ql)?://|mongodb|POSTGRES_URL|postgres_url|POSTGRES_PASS", text
        ), name


def test_a_database_shares_a_network_with_its_data_service_alone() -> None:
    """And that network leads nowhere else."""
    for database, keeper in DATABASES.items():
        (network,) = PLATFORM.services[database].networks
        present = {key for key, each in PLATFORM.services.items() if network in each.networks}
        assert present - ONCE == {database, keeper}
        assert PLATFORM.networks[network]["internal"] is True


def test_data_services_do_not_reach_the_broker_or_the_cache() -> None:
    """They talk to their database and nothing else."""
    present = {key for key, each in PLATFORM.services.items() if "messaging" in each.networks}
    assert present == {*BUSINESS, "redis", "rabbitmq"}


def test_ports_are_those_of_the_guide_and_open_on_the_loopback_only() -> None:
    """A proxy with TLS stands in front of what the world may see."""
    ports = {key: each.ports for key, each in PLATFORM.services.items() if each.ports}
    assert ports == {key: [f"127.0.0.1:${{{port}"] for key, port in PUBLISHED.items()}
    assert FIRST_PUBLISHED.items() <= PUBLISHED.items()
    for service in ONLY_SERVERS.services.values():
        assert all(port.startswith("127.0.0.1:") for port in service.ports)


def test_our_containers_cannot_write_and_have_no_privileges() -> None:
    """What a burglar could use is not there."""
    for name in {*OURS, "postgres_migrations", "mongodb_migrations"}:
        service = PLATFORM.services[name]
        assert service.read_only, name
        assert service.cap_drop == ["ALL"], name


def test_secrets_have_no_defaults_and_the_example_none_of_them() -> None:
    """Without a value compose says which one is missing."""
    example = (DEPLOY / "env.example").read_text()
    empty = set(re.findall(r"^([A-Z_]+)=$", example, re.MULTILINE))
    for name in ("compose.yaml", "compose.servers.yaml", "servers.yaml"):
        text = (DEPLOY / name).read_text()
        used = re.findall(r"(?<!\$)\$\{([A-Z_]*(?:PASSWORD|SECRET|_KEYS?))([^}]*)\}", text)
        assert {key for key, rest in used if not rest.startswith(":?")} == set(), name
        assert {key for key, _ in used} <= empty, name
    assert not re.search(r"^[A-Z_]*(PASSWORD|SECRET|TOKEN)[A-Z_]*=.", example, re.MULTILINE)


def test_our_processes_are_told_secrets_by_files_alone() -> None:
    """An environment is seen by whoever may inspect the container; a file only inside of it."""
    named = re.compile(
        r"PASSWORD|SECRET|_KEYS?$|TOKEN$|^(POSTGRES|MONGODB|RABBITMQ|REDIS|SMTP)_URL$"
    )
    for name in (*OURS, "postgres_migrations", "mongodb_migrations"):
        service = PLATFORM.services[name]
        plain = [each for each in service.environment if not each.endswith("_FILE")]
        assert [each for each in plain if named.search(each)] == [], name
        assert not re.search(r"PASSWORD|SECRET", " ".join(service.environment.values())), name


def test_each_container_gets_the_secrets_that_its_variables_name_and_no_other() -> None:
    """And what it gets exists."""
    for name in (*OURS, "postgres_migrations", "mongodb_migrations"):
        service = PLATFORM.services[name]
        files = {
            value.removeprefix("/run/secrets/")
            for variable, value in service.environment.items()
            if variable.endswith("_FILE")
        }
        assert files == set(service.secrets), name
        assert files <= set(PLATFORM.secrets), name
    used = {secret for service in PLATFORM.services.values() for secret in service.secrets}
    assert used == set(PLATFORM.secrets)


def test_the_worker_watches_all_services_but_itself() -> None:
    """One that nobody watches degrades in silence."""
    told = PLATFORM.services["worker_service"].environment["WATCHED_SERVICES"]
    watched = {each.partition("=")[0].strip() for each in told.split(",") if each.strip()}
    assert watched == {*BUSINESS, *DATA} - {"worker_service"}


def test_our_processes_speak_https_with_each_other() -> None:
    """Also with the sandboxes, and about the API to the outside."""
    for name in OURS:
        text = str(PLATFORM.services[name].environment)
        assert "http://" not in text, name
        assert {"TLS_CERTIFICATE_FILE", "TLS_KEY_FILE", "TLS_CA_FILE"} <= set(
            PLATFORM.services[name].environment
        ), name


def test_the_command_line_runs_the_same_images() -> None:
    """`quintet up --docker` and compose are one choice of servers."""
    classes = {
        "postgres": DockerPostgres,
        "mongodb": DockerMongodb,
        "redis": DockerRedis,
        "rabbitmq": DockerRabbitmq,
    }
    for name, server in classes.items():
        assert PLATFORM.services[name].image == server.image
        assert ONLY_SERVERS.services[name].image == server.image
