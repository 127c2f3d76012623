"""An opened data folder: its servers, ports and variables, nothing started yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.servers.server_set import ServerSet, choose_servers, native_site
from quintet_cli.supervision.platform_variables import (
    platform_variables,
    process_environment,
    service_ports,
)
from quintet_cli.supervision.process_catalogue import PROCESSES


@dataclass(frozen=True, slots=True)
class Installation:
    """What belongs to one data folder.

    Attributes:
        data: The folder.
        servers: The four servers.
        ports: Where each process of ours listens, by name.
        variables: Every variable of the platform.
        environment: The user's own variables.
    """

    data: DataFolder
    servers: ServerSet
    ports: Mapping[str, int]
    variables: Mapping[str, str]
    environment: Mapping[str, str]

    @classmethod
    def open(
        cls,
        data: DataFolder,
        environment: Mapping[str, str],
        *,
        offset: int = 0,
        server_port_base: int | None = None,
        durable: bool = True,
        docker: bool = False,
    ) -> Self:
        """Open a data folder, founding it when it is new.

        Args:
            data: The folder.
            environment: The user's variables.
            offset: Added to every default port of our processes.
            server_port_base: The first of seven ports of the servers.
            durable: False only in tests.
            docker: Run the servers as containers.
        """
        site = native_site(data, environment, durable=durable, port_base=server_port_base)
        servers = choose_servers(site, environment, docker=docker)
        ports = service_ports(environment, offset)
        variables = platform_variables(servers, site.secrets, ports, environment, data.root)
        return cls(data, servers, ports, variables, environment)

    def environment_of(self, names: tuple[str, ...]) -> dict[str, str]:
        """Return the complete environment of a process that may see these variables."""
        return process_environment(self.variables, names, self.environment)

    def variables_of(self, process: str) -> dict[str, str]:
        """Return the platform's variables that one process is given.

        Raises:
            KeyError: No such process.
        """
        for each in PROCESSES:
            if each.name == process:
                return {
                    name: self.variables[name] for name in each.variables if name in self.variables
                }
        raise KeyError(process)
