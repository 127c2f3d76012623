"""Installation as numbered steps that may be run again at any time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InstallStep:
    """One idempotent step of an installation.

    Attributes:
        title: What it does, for the progress bar.
        is_done: Tells without side effects whether nothing is left to do.
        run: Does it; raises `ServerError` with one sentence when it cannot.
    """

    title: str
    is_done: Callable[[], bool]
    run: Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one server stands, for whoever draws it.

    Attributes:
        server: Its name.
        number: The current step, from 1.
        total: How many steps there are.
        title: What happens now.
    """

    server: str
    number: int
    total: int
    title: str


type ProgressListener = Callable[[Progress], None]


def ignore_progress(_progress: Progress) -> None:
    """Listen to nothing."""


async def run_steps(server: str, steps: list[InstallStep], listener: ProgressListener) -> None:
    """Run the steps that are not done yet, in order.

    Args:
        server: The name to report.
        steps: All steps of the installation.
        listener: Is told before each step.
    """
    for number, step in enumerate(steps, start=1):
        listener(Progress(server=server, number=number, total=len(steps), title=step.title))
        if not step.is_done():
            await step.run()
