"""Every variable of the platform, computed once; each process gets its part."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from quintet_cli.servers.secrets_file import Secrets
from quintet_cli.servers.server_set import ServerSet
from quintet_cli.supervision.granted_variables import TLS_VARIABLES
from quintet_cli.supervision.process_catalogue import DATA_SERVICES, PROCESSES, wanted_processes

ADMIN_EMAIL: Final = "admin@quintet.example"
MONGODB_DATABASE: Final = "quintet"
SANDBOX_BOT: Final = 1_000_001
"""The number of the bot in the Telegram sandbox."""

_WATCHER: Final = "worker_service"
_WATCHED: Final = tuple(
    each.name for each in PROCESSES if each.kind != "sandbox" and each.name != _WATCHER
)
"""What its health watcher looks at: all services but itself."""

_IN_A_FILE: Final = "_FILE"

_FROM_THE_MACHINE: Final = (
    "PATH",
    "PYTHONPATH",
    "HOME",
    "LANG",
    "TZ",
    "TMPDIR",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
)


def service_ports(environment: Mapping[str, str], offset: int) -> dict[str, int]:
    """Return where each process listens.

    Args:
        environment: May hold ports of its own (`API_SERVICE_PORT`), which win.
        offset: Added to every default port.
    """
    return {
        each.name: int(environment.get(each.port_variable) or each.default_port + offset)
        for each in wanted_processes(environment)
    }


def platform_variables(
    servers: ServerSet,
    secrets: Secrets,
    ports: Mapping[str, int],
    environment: Mapping[str, str],
    data_root: Path,
    *,
    scheme: str = "http",
) -> dict[str, str]:
    """Compute the variables of all processes.

    Args:
        servers: Where the four servers are.
        secrets: The generated passwords.
        ports: Where each process listens, by name.
        environment: The user's own; what it sets wins, except for addresses that we give out.
        data_root: Where the sandbox keeps its ledger.
        scheme: How our processes speak: http or https.

    Returns:
        Names and values; a process must only be given the names in its definition.
    """
    host = "127.0.0.1"
    settable = {
        "ENVIRONMENT": "development",
        "LOG_LEVEL": "info",
        "LOG_FORMAT": "json",
        "BIND_HOST": host,
        "ONE_TIME_KEY": secrets.one_time_key,
        "TOKEN_ISSUER": f"{scheme}://{host}:{ports['api_service']}",
        "TOKEN_KEYS_URL": f"{scheme}://{host}:{ports['api_service']}",
        "PUBLIC_URL": f"{scheme}://{host}:{ports['api_service']}",
        "ADMIN_EMAIL": ADMIN_EMAIL,
        "ADMIN_PASSWORD": secrets.admin_password,
        "PAYMENT_GATEWAY": "sandbox",
        "PAYMENT_CALLBACK_SECRET": secrets.payment_callback_secret,
        "MONGODB_DATABASE": MONGODB_DATABASE,
        "PAYMENT_GATEWAY_URL": f"{scheme}://{host}:{ports['payment_gateway_sandbox']}",
        "PAYMENT_CALLBACK_URL": (
            f"{scheme}://{host}:{ports['api_service']}/api/v1/payment_callbacks/sandbox"
        ),
        "PAYMENT_LEDGER_FILE": str(data_root / "payment_ledger.jsonl"),
        **{
            each.folder_variable: str(data_root / each.name)
            for each in PROCESSES
            if each.folder_variable is not None
        },
    }
    if "telegram_sandbox" in ports:
        token = f"{SANDBOX_BOT}:{secrets.telegram_sandbox_key}"
        settable |= {
            "TELEGRAM_API_URL": f"{scheme}://{host}:{ports['telegram_sandbox']}",
            "TELEGRAM_SANDBOX_TOKEN": token,
            "BOT_TOKEN": token,
        }
    named = {variable for each in PROCESSES for variable in each.variables}.difference(
        TLS_VARIABLES
    )
    named |= {f"{name}{_IN_A_FILE}" for name in named}
    chosen = {name: environment[name] for name in named if name in environment}
    for name in chosen:
        # Whoever names a file does not want the value that we made.
        settable.pop(name.removesuffix(_IN_A_FILE), None)
    ours = {
        "POSTGRES_URL": servers["postgres"].url,
        "MONGODB_URL": servers["mongodb"].url,
        "REDIS_URL": servers["redis"].url,
        "RABBITMQ_URL": servers["rabbitmq"].url,
        "RABBITMQ_MANAGEMENT_URL": servers["rabbitmq"].admin_url,
        **{f"{name.upper()}_URL": f"{scheme}://{host}:{ports[name]}" for name in DATA_SERVICES},
        "WATCHED_SERVICES": ",".join(
            f"{name}={scheme}://{host}:{ports[name]}" for name in _WATCHED
        ),
        **{each.port_variable: str(ports[each.name]) for each in PROCESSES if each.name in ports},
    }
    return {**settable, **chosen, **ours}


def process_environment(
    variables: Mapping[str, str], names: Sequence[str], environment: Mapping[str, str]
) -> dict[str, str]:
    """Return the complete environment of one process.

    Args:
        variables: All variables of the platform.
        names: Those that the process may see.
        environment: The machine's, of which a few neutral ones are passed on.
    """
    machine = {name: environment[name] for name in _FROM_THE_MACHINE if name in environment}
    allowed = [*names, *(f"{name}{_IN_A_FILE}" for name in names)]
    given = {name: variables[name] for name in allowed if name in variables}
    return {**machine, "PYTHONUNBUFFERED": "1", **given}
