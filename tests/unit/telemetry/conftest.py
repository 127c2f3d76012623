"""Logging configured for one test, and put back afterwards."""

import io
import json
import logging
from collections.abc import Callable, Iterator

import pytest
import structlog
from telemetry.log_shipping import LogShipper
from telemetry.logs import LogFormat, configure_logging

from tests.unit.telemetry.log_capture import Configure

type Lines = Callable[[], list[dict[str, object]]]


@pytest.fixture
def configured() -> Iterator[Configure]:
    """Return a function that configures logging into a buffer and gives the buffer."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level

    def configure(
        level: str = "info",
        log_format: LogFormat | None = "json",
        shipper: LogShipper | None = None,
    ) -> io.StringIO:
        stream = io.StringIO()
        configure_logging("test_service", level, log_format, shipper=shipper, stream=stream)
        return stream

    yield configure
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


@pytest.fixture
def lines(configured: Configure) -> Lines:
    """Configure JSON logging and return a function that reads the lines so far."""
    stream = configured()
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
