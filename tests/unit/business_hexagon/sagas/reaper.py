"""Running work without an event loop, and killing it at a pause."""

from collections.abc import Coroutine


class Killed(Exception):
    """The process died here."""


class Reaper:
    """Runs work without an event loop and kills it at one pause, counted over all work.

    Args:
        fatal_pause: which pause; one beyond the last kills nothing.
    """

    def __init__(self, fatal_pause: int) -> None:
        self._left = fatal_pause

    @property
    def has_killed(self) -> bool:
        """Whether the fatal pause was reached."""
        return self._left < 0

    def run[ResultT](self, work: Coroutine[None, None, ResultT]) -> ResultT:
        """Run to the end or to the fatal pause.

        Raises:
            Killed: this was it.
        """
        while True:
            try:
                work.send(None)
            except StopIteration as end:
                result: ResultT = end.value
                return result
            self._left -= 1
            if self._left == -1:
                work.close()
                raise Killed
