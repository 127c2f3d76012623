"""What a log line looks like."""

import json
import logging
from collections.abc import Callable

from telemetry.logs import get_logger
from telemetry.request_context import RequestContext, bind_context

from tests.unit.telemetry.log_capture import Configure

type Lines = Callable[[], list[dict[str, object]]]

TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def test_each_line_bears_service_request_and_trace(lines: Lines) -> None:
    """The ids of the bound context are on the line."""
    with bind_context(RequestContext("r1", None, TRACEPARENT)):
        get_logger("orders").info("order_placed", lines=3)
    line = lines()[0]
    assert line["event"] == "order_placed"
    assert line["lines"] == 3
    assert line["service"] == "test_service"
    assert line["logger"] == "orders"
    assert line["level"] == "info"
    assert line["request_id"] == "r1"
    assert line["trace_id"] == TRACEPARENT[3:35]
    assert str(line["timestamp"]).endswith("+00:00")


def test_library_logs_take_the_same_way(lines: Lines) -> None:
    """Stdlib records become lines, with their extra fields, redacted."""
    logging.getLogger("some.library").warning("lost %s", "it", extra={"password": "x", "try": 2})
    line = lines()[0]
    assert line["event"] == "lost it"
    assert line["logger"] == "some.library"
    assert line["try"] == 2
    assert line["password"] == "[redacted]"


def test_one_event_is_one_line_whatever_it_holds(lines: Lines) -> None:
    """Line breaks in a message cannot forge a second line."""
    get_logger("x").warning('fine\n{"event": "forged"}', note="a\r\nb")
    assert len(lines()) == 1
    assert lines()[0]["note"] == r"a\r\nb"


def test_exceptions_are_logged_with_their_traceback(lines: Lines) -> None:
    """The traceback is one field; secrets inside it are masked."""
    try:
        int("redis://:hunter2@host")
    except ValueError:
        get_logger("x").exception("failed")
    line = lines()[0]
    assert line["level"] == "error"
    assert "ValueError" in str(line["exception"])
    assert "hunter2" not in str(line["exception"])


def test_numbers_beyond_64_bits_and_odd_objects_are_written(lines: Lines) -> None:
    """No value can make a log call fail."""
    get_logger("x").info("odd", big=2**70, thing=object(), lone="\ud800")
    assert lines()[0]["big"] == 2**70


def test_lower_levels_are_left_out(configured: Configure) -> None:
    """At warning, info lines are not written."""
    stream = configured(level="warning")
    get_logger("x").info("quiet")
    logging.getLogger("y").info("quiet")
    get_logger("x").warning("loud")
    assert [json.loads(line)["event"] for line in stream.getvalue().splitlines()] == ["loud"]


def test_pretty_lines_are_for_people(configured: Configure) -> None:
    """The pretty form is no JSON, and just as redacted."""
    stream = configured(log_format="pretty")
    get_logger("x").info("order_placed", token="abc", note="\x1b[31m")
    assert "order_placed" in stream.getvalue()
    assert "abc" not in stream.getvalue()
    assert "\x1b" not in stream.getvalue()


def test_json_is_the_choice_where_there_is_no_terminal(configured: Configure) -> None:
    """Piped output is for programs."""
    stream = configured(log_format=None)
    get_logger("x").info("hello")
    assert json.loads(stream.getvalue())["event"] == "hello"


def test_a_reader_that_has_gone_does_not_stop_the_service(configured: Configure) -> None:
    """Writing to a closed stream is silently given up."""
    configured().close()
    get_logger("x").info("nobody reads this")
