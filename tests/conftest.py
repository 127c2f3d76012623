"""Shared fixtures, and the life of the real servers of a test run."""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.fixtures.keeper_client import (
    FOLDER_VARIABLE,
    KeeperClient,
    remove_stale_folders,
    run_folder,
)

# How long an example or its making takes tells how busy the machine is, not how good the code is.
# Each run looks at the same examples, so that what is found belongs to the change that is tested;
# `--hypothesis-profile=default` looks at others.
settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("unhurried")

pytest_plugins = [
    "tests.fixtures.servers",
    "tests.fixtures.data_services",
    "tests.fixtures.shared_platform",
]


def pytest_configure(config: pytest.Config) -> None:
    """Name the folder of this run; xdist workers inherit the name."""
    if not hasattr(config, "workerinput"):
        remove_stale_folders()
        os.environ[FOLDER_VARIABLE] = str(run_folder(os.getpid()))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started, also after Ctrl-C."""
    if not hasattr(config, "workerinput"):
        KeeperClient.of_run().stop()
