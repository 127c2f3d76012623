"""The root of all errors that a person can mend; they are told without a traceback.

ExpectedError
├── servers.server_errors.ServerError
├── supervision.platform_errors.PlatformError
├── supervision.platform_settings.WrongSettingError
└── platform_state.NoPlatformError
"""


class ExpectedError(Exception):
    """The message is for a person: what is wrong, and how to mend it."""
