"""The root of all errors that a person can mend; they are told without a traceback.

ExpectedError
├── commands.check.CannotCheckError
├── commands.rules.UnknownRuleError
├── servers.server_errors.ServerError
├── supervision.platform_errors.PlatformError
├── supervision.platform_settings.WrongSettingError
└── platform_state.NoPlatformError
"""


class ExpectedError(Exception):
    """The message is for a person: what is wrong, and how to mend it.

    Attributes:
        exit_code: What the program ends with.
    """

    exit_code = 1
