"""Why a platform cannot be started, as one small tree.

PlatformError
├── AlreadyRunningError   another supervisor holds the data folder
├── PortTakenError        a stranger listens where one of our processes should
└── NotReadyInTimeError   something failed or took too long
"""

from quintet_cli.expected_errors import ExpectedError


class PlatformError(ExpectedError):
    """The platform cannot do what was asked; the message is for a person."""


class AlreadyRunningError(PlatformError):
    """Another supervisor holds the lock of the data folder."""


class PortTakenError(PlatformError):
    """A stranger listens on a port of ours; the message says how to move."""


class NotReadyInTimeError(PlatformError):
    """Not every process became ready; the message names those and why."""
