"""What is said of a process: its port, what it waits for, and what it may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = ["MigrationDefinition", "ProcessDefinition", "ProcessKind"]

type ProcessKind = Literal["api", "bot", "worker", "data", "sandbox"]


@dataclass(frozen=True, slots=True)
class ProcessDefinition:
    """One process that is run as `python -m <name>`.

    Attributes:
        name: Its name and the name of its package.
        kind: What it is for; from this follows who has which keys and who is watched.
        default_port: Where it listens unless its variable or an offset says otherwise.
        needs: What must be ready before its first start.
        granted: The variables of the platform that it is given, besides its own port and folder.
        stop_order: Processes of a lower number stop first.
        stands_in_for: The variable of the user that makes it needless: who has the real thing
            gets no stand-in.
        folder_variable: The variable that names a folder of its own, when it keeps files.
    """

    name: str
    kind: ProcessKind
    default_port: int
    needs: tuple[str, ...]
    granted: tuple[str, ...]
    stop_order: int = 0
    stands_in_for: str | None = None
    folder_variable: str | None = None

    @property
    def variables(self) -> tuple[str, ...]:
        """The only variables of the platform that it is given."""
        own = (self.port_variable, self.folder_variable)
        return (*self.granted, *(name for name in own if name is not None))

    @property
    def port_variable(self) -> str:
        """The variable that names its port."""
        return f"{self.name.upper()}_PORT"

    def is_wanted(self, environment: Mapping[str, str]) -> bool:
        """Whether a user with these variables needs it.

        A stand-in is for development: production has the real thing or nothing.
        """
        variable = self.stands_in_for
        if variable is None:
            return True
        is_production = environment.get("ENVIRONMENT", "").lower() == "production"
        return not is_production and not {variable, f"{variable}_FILE"} & environment.keys()


@dataclass(frozen=True, slots=True)
class MigrationDefinition:
    """A command that brings a database up to date, run as `python -m <module> migrate`.

    Attributes:
        name: What it is called in logs.
        module: The package that knows the schema.
        needs: The server it migrates.
        variables: The only variables of the platform that it is given.
    """

    name: str
    module: str
    needs: tuple[str, ...]
    variables: tuple[str, ...]
