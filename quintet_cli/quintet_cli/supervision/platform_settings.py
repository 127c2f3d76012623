"""Which installation a command means: its folder and its ports."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from quintet_cli.expected_errors import ExpectedError


class WrongSettingError(ExpectedError):
    """A variable or an option holds a value that makes no sense."""


@dataclass(frozen=True, slots=True)
class PlatformSettings:
    """The choices that every command shares.

    Attributes:
        data_root: The data folder, absolute.
        offset: Added to every default port of our processes.
        server_port_base: The first of seven ports of the servers, or None for remembered ones.
        docker: Whether the servers come from a Docker engine.
        tls: Whether our processes speak https.
        empty: Whether the catalogue stays empty, instead of getting the sample shop.
        durable: False only in tests: trades safety after a power cut for speed.
    """

    data_root: Path
    offset: int = 0
    server_port_base: int | None = None
    docker: bool = False
    tls: bool = False
    empty: bool = False
    durable: bool = True

    @classmethod
    def choose(
        cls,
        environment: Mapping[str, str],
        *,
        data: Path | None = None,
        offset: int | None = None,
        docker: bool = False,
        tls: bool = False,
        empty: bool = False,
    ) -> Self:
        """Combine options, which win, with the environment.

        Args:
            environment: May hold QUINTET_DATA, QUINTET_PORT_OFFSET,
                QUINTET_SERVER_PORT_BASE, QUINTET_TLS=on, QUINTET_EMPTY=on and, for tests
                only, QUINTET_DURABLE=off.
            data: The option `--data`.
            offset: The option `--offset`.
            docker: The option `--docker`.
            tls: The option `--tls`.
            empty: The option `--empty`.

        Raises:
            WrongSettingError: A variable that must be a whole number is none.
        """
        root = data or Path(environment.get("QUINTET_DATA") or project_folder() / ".quintet")
        chosen = _whole(environment, "QUINTET_PORT_OFFSET") if offset is None else offset
        return cls(
            data_root=root.resolve(),
            offset=chosen or 0,
            server_port_base=_whole(environment, "QUINTET_SERVER_PORT_BASE"),
            docker=docker,
            tls=tls or environment.get("QUINTET_TLS", "off") == "on",
            empty=empty
            or environment.get("QUINTET_EMPTY", "off") == "on"
            or environment.get("ENVIRONMENT", "").lower() == "production",
            durable=environment.get("QUINTET_DURABLE", "on") != "off",
        )


def project_folder() -> Path:
    """Return the checkout that this package runs from, or the current folder."""
    checkout = Path(__file__).resolve().parents[3]
    return checkout if (checkout / "uv.lock").exists() else Path.cwd()


def _whole(environment: Mapping[str, str], name: str) -> int | None:
    text = environment.get(name, "").strip()
    if not text:
        return None
    try:
        return int(text)
    except ValueError as error:
        raise WrongSettingError(f"{name} must be a whole number, not {text!r}") from error
