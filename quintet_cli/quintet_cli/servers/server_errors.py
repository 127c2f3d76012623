"""Everything that can go wrong with a server, as one small tree.

ServerError
├── ServerUnavailableError   there is no way to install or find the server
├── ServerDidNotStartError   it was started and never answered
└── CommandFailedError       an installer or set-up command exited non-zero
"""

from quintet_cli.expected_errors import ExpectedError


class ServerError(ExpectedError):
    """A server cannot be provided; the message is one sentence for a person."""


class ServerUnavailableError(ServerError):
    """No source for the server exists here; the message says what to install."""


class ServerDidNotStartError(ServerError):
    """The server process ended or never answered its probe in time."""


class CommandFailedError(ServerError):
    """A command exited with a non-zero code; the message holds its last words."""
