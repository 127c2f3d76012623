"""Runs the worker: `python -m worker_service`."""

from service_runtime.serving import run_process

from worker_service.composition_root import Worker
from worker_service.settings import WorkerSettings


async def main() -> None:
    """Works until it is told to stop."""
    await Worker(WorkerSettings()).run()


if __name__ == "__main__":
    run_process(main)
