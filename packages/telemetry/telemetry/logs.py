"""Structured logs: one JSON object per line, or pretty lines in a terminal.

Each line bears the time, the level, the service, the request id and the trace id. Logs of
libraries (stdlib `logging`) take the same way. `configure_logging` is called once, by the
composition root; `get_logger` may be called at import.
"""

import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final, Literal, TextIO

import orjson
import structlog
from structlog.typing import EventDict, FilteringBoundLogger

from telemetry.log_shipping import LogShipper
from telemetry.propagation import trace_id_of
from telemetry.redaction import redact_mapping, redact_text
from telemetry.request_context import current_context

__all__ = ["LogFormat", "configure_logging", "get_logger"]

type LogFormat = Literal["json", "pretty"]

_RECORD_FIELDS: Final = frozenset(
    [*logging.makeLogRecord({}).__dict__, "message", "asctime", "color_message", "taskName"]
)
_NOISY: Final = (
    "aio_pika",
    "aiogram.event",
    "aiormq",
    "asyncio",
    "httpcore",
    "httpx",
    "pymongo",
    "urllib3",
)
_LEVELS: Final = {"debug": 10, "info": 20, "warning": 30, "error": 40, "critical": 50}


class _Enricher:
    """Processor that adds what every line bears, and takes out what none may bear."""

    def __init__(self, service: str, shipper: LogShipper | None) -> None:
        self._service = service
        self._shipper = shipper

    def __call__(self, logger: object, method: str, event: EventDict) -> EventDict:
        context = current_context()
        exception = event.pop("exception", None)
        line: EventDict = {
            "timestamp": datetime.now(UTC).isoformat(timespec="microseconds"),
            "level": "error" if method == "exception" else method,
            "service": self._service,
            "logger": logger.name if isinstance(logger, _Output) else "",
            "request_id": context.request_id,
            "trace_id": trace_id_of(context.traceparent),
            **redact_mapping(event),
        }
        if isinstance(exception, str):
            line["exception"] = redact_text(exception, keep_lines=True)
        if self._shipper is not None:
            self._shipper.offer(line)
        return line


class _Output:
    """Writes rendered lines; a reader that has gone away silences the log, not the service."""

    def __init__(self, name: str, stream: TextIO) -> None:
        self.name = name
        self._stream = stream

    def msg(self, line: str | bytes) -> None:
        """Write one line."""
        text = line.decode() if isinstance(line, bytes) else line
        with suppress(BrokenPipeError, ValueError):
            self._stream.write(f"{text}\n")
            self._stream.flush()

    debug = info = warning = error = critical = exception = log = msg


class _StandardHandler(logging.Handler):
    """Hands records of stdlib loggers to structlog."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log one record, with its extra fields."""
        try:
            extra = {k: v for k, v in record.__dict__.items() if k not in _RECORD_FIELDS}
            extra.pop("event", None)
            get_logger(record.name).log(
                record.levelno, record.getMessage(), exc_info=record.exc_info, **extra
            )
        except Exception:  # noqa: BLE001  a log call must never break what it reports on
            self.handleError(record)


def _to_json(_logger: object, _method: str, event: EventDict) -> bytes:
    try:
        return orjson.dumps(event, default=str, option=orjson.OPT_NON_STR_KEYS)
    except TypeError:  # whole numbers beyond 64 bits, and other rarities
        return json.dumps(event, default=str).encode("ascii")


def configure_logging(
    service: str,
    level: str = "info",
    log_format: LogFormat | None = None,
    *,
    shipper: LogShipper | None = None,
    stream: TextIO | None = None,
) -> None:
    """Set up logging for the whole process.

    Args:
        service: Name on every line.
        level: Lowest level that is written: debug, info, warning, error or critical.
        log_format: JSON or pretty; by default pretty in a terminal and JSON when piped.
        shipper: Also gets every line of warning and above.
        stream: Where lines go; standard output by default.
    """
    stream = stream or sys.stdout
    number = _LEVELS[level.lower()]
    if log_format is None:
        log_format = "pretty" if stream.isatty() else "json"
    render: Callable[[object, str, EventDict], str | bytes] = _to_json
    if log_format == "pretty":
        render = structlog.dev.ConsoleRenderer(colors=stream.isatty())

    def output(name: str = "") -> _Output:
        return _Output(name, stream)

    structlog.configure(
        processors=[
            structlog.processors.format_exc_info,
            _Enricher(service, shipper),
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=output,
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    for handler in tuple(_own_handlers(root)):
        root.removeHandler(handler)
    root.addHandler(_StandardHandler())
    root.setLevel(number)
    for name in _NOISY:
        logging.getLogger(name).setLevel(max(number, logging.WARNING))
    logging.captureWarnings(capture=True)


def _own_handlers(root: logging.Logger) -> Iterator[logging.Handler]:
    return (handler for handler in root.handlers if isinstance(handler, _StandardHandler))


def get_logger(name: str) -> FilteringBoundLogger:
    """Return a structured logger; cheap, and usable before logging is configured.

    Example::

        _LOG = get_logger("api_service.place_order")
        _LOG.info("order_placed", order_id=str(order_id), lines=3)

    Args:
        name: Appears as `logger` on each line.
    """
    logger: FilteringBoundLogger = structlog.get_logger(name)
    return logger
