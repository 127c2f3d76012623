"""A refusal that no use case can cause: a mistake of ours, on one side of the wire or the other."""

from storage_clients.problem_received import ProblemReceived

__all__ = ["RequestRefused"]


class RequestRefused(Exception):
    """The data service refused what we sent, and no business reason explains it.

    Consumers climb the retry ladder with it and end in the dead letters, where a person looks;
    interfaces answer 500.

    Attributes:
        code: The problem's code, such as `validation` or `write_rejected`.
    """

    def __init__(self, problem: ProblemReceived) -> None:
        super().__init__(str(problem))
        self.code = problem.code
