"""Clients of a platform's processes, for the commands."""

from http_transport import ClientTls, HttpClient

from quintet_cli.platform_state import PlatformState
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.supervision.key_files import KeyFiles


def client_of(platform: PlatformState, process: str) -> HttpClient:
    """Return a client of one process; whoever opens it closes it.

    Args:
        platform: Which platform.
        process: Name of the process; data services are told who asks.

    Raises:
        KeyFileError: The data folder holds no key of ours.
    """
    url, tls = platform.service_urls[process], tls_of(platform)
    headers = KeyFiles(DataFolder(platform.data_folder).keys).header_source(process)
    return HttpClient(url, tls=tls, context_headers=headers)


def tls_of(platform: PlatformState) -> ClientTls | None:
    """Return whom to trust and what to show, None for a platform without TLS."""
    if platform.tls_ca_file is None:
        return None
    return ClientTls(platform.tls_ca_file, platform.tls_certificate_file, platform.tls_key_file)
