"""What `quintet doctor` looks at: each check is one function and one finding."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from quintet_cli.platform_state import NoPlatformError, load
from quintet_cli.servers.port_book import is_free
from quintet_cli.servers.server_set import open_servers
from quintet_cli.supervision.platform_settings import PlatformSettings
from quintet_cli.supervision.platform_variables import service_ports
from quintet_cli.supervision.supervised import Phase

_GIGABYTE: Final = 1024**3
_LOW_DISK: Final = 2 * _GIGABYTE
_LOW_MEMORY: Final = 1 * _GIGABYTE
_OLDEST_CLOCK: Final = 1_735_689_600  # 2025-01-01: a clock before this was never set


class Severity(StrEnum):
    """How bad a finding is."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found.

    Attributes:
        check: What was looked at.
        severity: How bad it is.
        text: What was seen.
        mend: How to mend it; empty when all is well.
    """

    check: str
    severity: Severity
    text: str
    mend: str = ""


def check_python(_settings: PlatformSettings, _environment: Mapping[str, str]) -> Finding:
    """Python 3.12."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    if version.startswith("3.12."):
        return Finding("python", Severity.OK, version)
    mend = "run `make up`, which finds Python 3.12 and builds the environment"
    return Finding("python", Severity.PROBLEM, f"{version}, 3.12 is needed", mend)


def check_uv(_settings: PlatformSettings, environment: Mapping[str, str]) -> Finding:
    """The uv that keeps the environment."""
    beside = os.pathsep.join([str(Path(sys.base_prefix) / "bin"), environment.get("PATH", "")])
    found = shutil.which("uv", path=beside)
    if found:
        return Finding("uv", Severity.OK, found)
    return Finding("uv", Severity.WARNING, "not found", "run `scripts/bootstrap.sh`")


def check_disk(settings: PlatformSettings, _environment: Mapping[str, str]) -> Finding:
    """Free space where the data lives."""
    folder = settings.data_root
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    text = f"{free / _GIGABYTE:.1f} GB free at {folder}"
    if free >= _LOW_DISK:
        return Finding("disk", Severity.OK, text)
    return Finding("disk", Severity.PROBLEM, text, "free 2 GB, or choose another folder by --data")


def check_memory(_settings: PlatformSettings, _environment: Mapping[str, str]) -> Finding:
    """Memory that is available now."""
    lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    values = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in lines}
    available = values.get("MemAvailable", 0)
    text = f"{available / _GIGABYTE:.1f} GB available"
    if available >= _LOW_MEMORY:
        return Finding("memory", Severity.OK, text)
    return Finding("memory", Severity.WARNING, text, "close other programs: 1 GB is needed")


def check_clock(_settings: PlatformSettings, _environment: Mapping[str, str]) -> Finding:
    """A clock that was set."""
    now = time.time()
    text = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(now))
    if now >= _OLDEST_CLOCK:
        return Finding("clock", Severity.OK, text)
    return Finding("clock", Severity.PROBLEM, text, "set the clock, for example with `chronyd -q`")


def check_data_folder(settings: PlatformSettings, _environment: Mapping[str, str]) -> Finding:
    """A data folder that we may write to."""
    folder = settings.data_root
    while not folder.exists():
        folder = folder.parent
    if os.access(folder, os.W_OK | os.X_OK):
        return Finding("data_folder", Severity.OK, str(settings.data_root))
    mend = "change its owner, or name another folder by --data or QUINTET_DATA"
    return Finding("data_folder", Severity.PROBLEM, f"{folder} is not writable", mend)


def check_ports(settings: PlatformSettings, environment: Mapping[str, str]) -> Finding:
    """Ports of our processes, free or ours."""
    ports = service_ports(environment, settings.offset)
    try:
        ours = load(settings.data_root).is_running
    except NoPlatformError:
        ours = False
    taken = [f"{port} ({name})" for name, port in ports.items() if not is_free(port)]
    if ours or not taken:
        return Finding("ports", Severity.OK, "in use by this platform" if ours else "free")
    mend = "stop what listens there, or move all with --offset 100"
    return Finding("ports", Severity.PROBLEM, f"taken: {', '.join(taken)}", mend)


def check_binaries(settings: PlatformSettings, environment: Mapping[str, str]) -> Finding:
    """Server binaries."""
    if not settings.data_root.exists():
        mend = "nothing to do: `quintet up` installs what is missing"
        return Finding("binaries", Severity.OK, "not looked for before the first start", mend)
    missing = [
        f"{server.name}: {step.title}"
        for server in open_servers(settings.data_root, environment).all
        for step in server.install_steps()
        if not step.is_done()
    ]
    if not missing:
        return Finding("binaries", Severity.OK, "all four servers can be started")
    mend = "`quintet up` does these steps itself (redis and rabbitmq need root)"
    return Finding("binaries", Severity.WARNING, "; ".join(missing), mend)


def check_services(settings: PlatformSettings, _environment: Mapping[str, str]) -> Finding:
    """Processes of a running platform."""
    try:
        state = load(settings.data_root)
    except NoPlatformError:
        return Finding("services", Severity.OK, "never started here")
    if not state.is_running:
        return Finding("services", Severity.OK, "not running")
    bad = [
        f"{each.name} {each.phase} {each.detail}".strip()
        for each in state.processes
        if each.phase is not Phase.READY
    ]
    if not bad:
        return Finding("services", Severity.OK, f"all {len(state.processes)} are ready")
    mend = f"read `quintet logs {bad[0].split()[0]}`"
    return Finding("services", Severity.PROBLEM, "; ".join(bad), mend)


CHECKS: Final[tuple[Callable[[PlatformSettings, Mapping[str, str]], Finding], ...]] = (
    check_python,
    check_uv,
    check_disk,
    check_memory,
    check_clock,
    check_data_folder,
    check_ports,
    check_binaries,
    check_services,
)
