"""An opened data folder: its servers, ports and variables, nothing started yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from http_transport import ClientTls

from quintet_cli.certificates.platform_certificates import (
    COMMAND_LINE,
    ensure_certificates,
    tls_files,
)
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.servers.server_set import ServerSet, choose_servers, native_site
from quintet_cli.supervision.key_files import KeyFiles
from quintet_cli.supervision.platform_variables import (
    platform_variables,
    process_environment,
    service_ports,
)
from quintet_cli.supervision.process_catalogue import DATA_SERVICES, PROCESSES


@dataclass(frozen=True, slots=True)
class Installation:
    """What belongs to one data folder.

    Attributes:
        data: The folder.
        servers: The four servers.
        ports: Where each process of ours listens, by name.
        variables: Every variable of the platform.
        environment: The user's own variables.
        keys: What signs tokens.
        tls: How the supervisor asks its processes; None for plain http.
    """

    data: DataFolder
    servers: ServerSet
    ports: Mapping[str, int]
    variables: Mapping[str, str]
    environment: Mapping[str, str]
    keys: KeyFiles
    tls: ClientTls | None = None

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
        tls: bool = False,
    ) -> Self:
        """Open a data folder, founding it when it is new.

        Args:
            data: The folder.
            environment: The user's variables.
            offset: Added to every default port of our processes.
            server_port_base: The first of seven ports of the servers.
            durable: False only in tests.
            docker: Run the servers as containers.
            tls: Let all processes speak https; makes the certificates that are missing.

        Raises:
            CertificateError: The certificates are not usable.
        """
        site = native_site(data, environment, durable=durable, port_base=server_port_base)
        servers = choose_servers(site, environment, docker=docker)
        ports = service_ports(environment, offset)
        scheme = "https" if tls else "http"
        variables = platform_variables(
            servers, site.secrets, ports, environment, data.root, scheme=scheme
        )
        if tls:
            ensure_certificates(data.root)
        files = tls_files(data.root, COMMAND_LINE) if tls else None
        keys = KeyFiles(data.keys)
        keys.ensure()
        return cls(data, servers, ports, variables, environment, keys, files)

    def url_of(self, process: str) -> str:
        """Return the origin of a process."""
        scheme = "http" if self.tls is None else "https"
        return f"{scheme}://127.0.0.1:{self.ports[process]}"

    def environment_of(self, names: tuple[str, ...], process: str | None = None) -> dict[str, str]:
        """Return the complete environment of a process that may see these variables.

        Args:
            names: The variables.
            process: Whose certificate it is given; None for a command that serves nothing.
        """
        environment = process_environment(self.variables, names, self.environment)
        if process is None:
            return environment
        return environment | self._keys_of(process, environment) | self._certificate_of(process)

    def variables_of(self, process: str) -> dict[str, str]:
        """Return the platform's variables that one process is given.

        Raises:
            KeyError: No such process.
        """
        for each in PROCESSES:
            if each.name == process:
                given = {
                    name: self.variables[name] for name in each.variables if name in self.variables
                }
                return given | self._keys_of(process, given) | self._certificate_of(process)
        raise KeyError(process)

    def _keys_of(self, process: str, given: Mapping[str, str]) -> dict[str, str]:
        """Name the key files of a process; a user who brings keys of his own is not given ours."""
        return {
            name: path
            for name, path in self.keys.variables_of(process).items()
            if name not in given and name.removesuffix("_FILE") not in given
        }

    def _certificate_of(self, process: str) -> dict[str, str]:
        if self.tls is None:
            return {}
        files = tls_files(self.data.root, process)
        return {
            "TLS_CERTIFICATE_FILE": str(files.certificate_file),
            "TLS_KEY_FILE": str(files.key_file),
            "TLS_CA_FILE": str(files.ca_file),
            "TLS_REQUIRE_CLIENT": "true" if process in DATA_SERVICES else "false",
        }
