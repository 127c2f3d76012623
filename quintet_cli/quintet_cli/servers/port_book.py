"""Private loopback ports, chosen once and remembered."""

import json
import random
import socket
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final, Self

# Below the kernel's ephemeral range, so that no client socket takes a port of ours.
_LOWEST: Final = 20_000
_HIGHEST: Final = 32_000
_ATTEMPTS: Final = 200


def is_free(port: int) -> bool:
    """Tell whether a loopback port can be listened on now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@dataclass(frozen=True, slots=True)
class PortBook:
    """One port for every listener of the four servers."""

    postgres: int
    mongodb: int
    redis: int
    rabbitmq: int
    rabbitmq_management: int
    rabbitmq_distribution: int
    rabbitmq_epmd: int

    @classmethod
    def load_or_choose(cls, path: Path, base: int | None = None) -> Self:
        """Return the remembered ports, choosing them at the first call.

        Args:
            path: Where they are remembered.
            base: The first of seven consecutive ports; None takes a free run at random.

        Returns:
            The ports. An explicit base wins over remembered ones.

        Raises:
            OSError: No free run of ports was found.
        """
        if base is None and path.exists():
            known = json.loads(path.read_text(encoding="utf_8"))
            return cls(**{each.name: int(known[each.name]) for each in fields(cls)})
        start = base if base is not None else _free_run(len(fields(cls)))
        book = cls(*range(start, start + len(fields(cls))))
        partial = path.with_suffix(".partial")
        partial.write_text(json.dumps(asdict(book), indent=1), encoding="utf_8")
        partial.replace(path)
        return book


def _free_run(length: int) -> int:
    for _ in range(_ATTEMPTS):
        start = random.randrange(_LOWEST, _HIGHEST, 10)  # noqa: S311  a port is no secret
        if all(is_free(port) for port in range(start, start + length)):
            return start
    raise OSError(f"no {length} free ports in a row between {_LOWEST} and {_HIGHEST}")
