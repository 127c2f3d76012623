"""Fuzz one service by its own document."""

import time
from collections.abc import Callable
from typing import Final

import schemathesis
from schemathesis.auths import AuthContext
from schemathesis.core.adapter import OperationParameter, ResponsesContainer
from schemathesis.engine import Status, events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder
from schemathesis.generation.case import Case
from schemathesis.schemas import APIOperation, BaseSchema

from tests.security.fuzz_fitting import FuzzFitting
from tests.security.fuzz_report import FuzzFailure, FuzzReport
from tests.security.fuzz_settings import settings_for
from tests.security.fuzz_target import FuzzEffort, FuzzTarget

type _Case = Case[APIOperation[OperationParameter, ResponsesContainer[object], object, BaseSchema]]
type Progress = Callable[[FuzzReport, str], None]
"""Told after each group of requests: the report so far, and what was tried."""

_BODY_SHOWN: Final = 600
_SCHEMA_SHOWN: Final = "\nSchema at"
"""What follows is the schema and the value, of which both are at hand."""


class _Tokens:
    """Gives each request the token that opens its operation; what wants none gets none.

    The last that sees a case before it is sent, so it also makes the case fit to be sent.
    """

    def __init__(self, target: FuzzTarget) -> None:
        self._token_of = target.token_of
        self._fitting = FuzzFitting(target.protected)

    def get(self, case: _Case, _context: AuthContext) -> str | None:
        return self._token_of(case.operation.method.upper(), case.operation.path) or None

    def set(self, case: _Case, data: str, _context: AuthContext) -> None:
        case.headers["Authorization"] = f"Bearer {data}"
        self._fitting.body(case.operation.path, case.body)
        self._fitting.path(case.path_parameters)
        for name in case.headers:
            if name.lower() == "idempotency-key":
                case.headers[name] = self._fitting.idempotency_key(case.headers[name])


def fuzz(
    target: FuzzTarget, effort: FuzzEffort, progress: Progress = lambda _report, _label: None
) -> FuzzReport:
    """Send generated requests to a running service and hold every answer to its document.

    Args:
        target: The service.
        effort: How much is tried.
        progress: Is told how far it is.

    Returns:
        What was sent, what was answered, and which promises were broken.
    """
    began = time.monotonic()
    report = FuzzReport(target.name)
    schema = schemathesis.openapi.from_dict(
        dict(target.document), config=settings_for(target, effort)
    )
    schema.auth.providers.append(_Tokens(target))
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            _count(report, event.phase.value, event.recorder)
            report.seconds = time.monotonic() - began
            progress(report, f"{event.phase.value}: {event.label or 'a walk along the links'}")
        elif isinstance(event, events.NonFatalError):
            report.add(
                FuzzFailure(event.label, "the request", f"{event.info.title}\n{event.info.message}")
            )
        elif isinstance(event, events.FatalError):
            raise event.exception
        elif isinstance(event, events.EngineFinished):
            for failure in event.failures:
                report.add(FuzzFailure(failure.operation or "", failure.title, failure.message))
    report.seconds = time.monotonic() - began
    return report


def _count(report: FuzzReport, phase: str, recorder: ScenarioRecorder) -> None:
    for key, interaction in recorder.interactions.items():
        label = recorder.cases[key].value.operation.label
        report.cases[label] = report.cases.get(label, 0) + 1
        report.phases[phase] = report.phases.get(phase, 0) + 1
        status = interaction.response.status_code if interaction.response is not None else 0
        report.statuses[status] = report.statuses.get(status, 0) + 1
    for key, checks in recorder.checks.items():
        for check in checks:
            if check.status is Status.FAILURE and check.failure_info is not None:
                failure = check.failure_info.failure
                response = recorder.find_response(case_id=failure.case_id or key)
                report.add(
                    FuzzFailure(
                        recorder.cases[key].value.operation.label,
                        check.name,
                        f"{failure.title}\n{failure.message.split(_SCHEMA_SHOWN)[0]}".rstrip(),
                        check.failure_info.code_sample,
                        response.status_code if response is not None else 0,
                        _beginning(response.content) if response is not None else "",
                    )
                )


def _beginning(content: bytes) -> str:
    return content[:_BODY_SHOWN].decode("utf_8", "backslashreplace")
