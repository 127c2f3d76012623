"""Runs the worker: `python -m worker_service`."""

from service_runtime.serving import run_process
from service_runtime.settings_errors import load_settings

from worker_service.composition_root import Worker
from worker_service.settings import WorkerSettings


async def main() -> None:
    """Works until it is told to stop."""
    await Worker(load_settings(WorkerSettings)).run()


if __name__ == "__main__":
    run_process(main)
