"""What can be wrong with a list request; the interface turns it into field problems."""


class ListRefused(Exception):
    """A parameter of a list is not acceptable.

    Attributes:
        parameter: Name of the query parameter.
        code: Stable name of what is wrong.
        message: What is wrong, for a person; never repeats the value.
    """

    def __init__(self, parameter: str, code: str, message: str) -> None:
        super().__init__(f"{parameter}: {message}")
        self.parameter = parameter
        self.code = code
        self.message = message
