"""Members of the workspace: each is of one kind, and the rules differ by it."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Kind", "Member"]


class Kind(StrEnum):
    """What a member of the workspace is."""

    API = "api"
    BOT = "bot"
    WORKER = "worker"
    DATA = "data"
    HEXAGON = "hexagon"
    PACKAGE = "package"
    SANDBOX = "sandbox"
    TOOL = "tool"


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the workspace.

    Attributes:
        name: Of its folder and its package.
        folder: From the project's root, with slashes, such as `services/api_service`.
        kind: What it is.
    """

    name: str
    folder: str
    kind: Kind

    @property
    def is_business_service(self) -> bool:
        """Whether it holds business logic and no database: web API, bot or worker."""
        return self.kind in {Kind.API, Kind.BOT, Kind.WORKER}

    @property
    def is_service(self) -> bool:
        """Whether it is one of the platform's processes."""
        return self.is_business_service or self.kind is Kind.DATA

    @property
    def package(self) -> str:
        """The folder of its Python package, such as `services/api_service/api_service`."""
        return f"{self.folder}/{self.name}"
