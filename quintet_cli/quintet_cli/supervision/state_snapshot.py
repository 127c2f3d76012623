"""Describe a supervised platform for those who read its state file."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime

from quintet_cli.platform_state import PlatformState, ProcessState
from quintet_cli.servers.process_record import ProcessRecord
from quintet_cli.servers.server_set import SERVER_NAMES
from quintet_cli.supervision.installation import Installation
from quintet_cli.supervision.supervised import Supervised


def snapshot(
    installation: Installation,
    supervised: Mapping[str, Supervised],
    offset: int,
    started_at: datetime,
) -> PlatformState:
    """Return the present state as a value."""
    supervisor = ProcessRecord.of("supervisor", os.getpid())
    servers = installation.servers
    variables = installation.variables
    tls = installation.tls
    return PlatformState(
        supervisor_pid=supervisor.pid,
        supervisor_start_ticks=supervisor.start_ticks,
        started_at=started_at,
        data_folder=installation.data.root,
        offset=offset,
        service_urls={name: installation.url_of(name) for name in installation.ports},
        tls_ca_file=tls.ca_file if tls else None,
        tls_certificate_file=tls.certificate_file if tls else None,
        tls_key_file=tls.key_file if tls else None,
        postgres_url=servers["postgres"].url,
        postgres_admin_url=servers["postgres"].admin_url,
        mongodb_url=servers["mongodb"].url,
        mongodb_admin_url=servers["mongodb"].admin_url,
        mongodb_database=variables["MONGODB_DATABASE"],
        redis_url=servers["redis"].url,
        rabbitmq_url=servers["rabbitmq"].url,
        rabbitmq_management_url=servers["rabbitmq"].admin_url,
        admin_email=variables["ADMIN_EMAIL"],
        admin_password=variables["ADMIN_PASSWORD"],
        processes=[_process_state(name, each) for name, each in supervised.items()],
    )


def _process_state(name: str, supervised: Supervised) -> ProcessState:
    started = supervised.started_at
    return ProcessState(
        name=name,
        kind="server" if name in SERVER_NAMES else "service",
        pid=supervised.item.pid,
        port=supervised.item.port,
        phase=supervised.phase,
        detail=supervised.detail,
        restarts=supervised.restarts,
        started_at=datetime.fromtimestamp(started, tz=UTC) if started else None,
    )
