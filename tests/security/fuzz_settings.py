"""The settings of schemathesis for one service: every check, every phase, nothing kept on disk."""

from collections.abc import Iterable
from typing import Final

from schemathesis.config import SchemathesisConfig
from storage_contracts.json_value import Json, JsonObject

from tests.security.fuzz_target import FuzzEffort, FuzzTarget

_POSITIVE: Final = ("2xx", "3xx", "401", "403", "404", "409", "412", "429", "431")
"""Answers to a request that its schema describes.

412: the version that was read is not the present one. 431: an address has a longest length.
"""

_NEGATIVE: Final = (
    "400",
    "401",
    "403",
    "404",
    "405",
    "406",
    "409",
    "412",
    "415",
    "422",
    "428",
    "429",
    "431",
)
_WITHOUT_HEADER: Final = ("400", "401", "403", "406", "415", "422", "428")
_ANSWER_SECONDS: Final = 120


def settings_for(target: FuzzTarget, effort: FuzzEffort) -> SchemathesisConfig:
    """Return the settings."""
    checks: JsonObject = {
        "not_a_server_error": {"expected-statuses": ["2xx", "3xx", "4xx"]},
        "positive_data_acceptance": {"expected-statuses": [*_POSITIVE]},
        "negative_data_rejection": {"expected-statuses": [*_NEGATIVE]},
        "missing_required_header": {"expected-statuses": [*_WITHOUT_HEADER]},
    }
    document: dict[str, Json] = {
        "seed": effort.seed,
        "base-url": target.url,
        # How fast this machine makes up requests says nothing of a service.
        "suppress-health-check": ["too_slow"],
        "continue-on-failure": True,
        "request-timeout": _ANSWER_SECONDS,
        "max-redirects": 0,
        "cache": {"enabled": False},
        "generation": {"max-examples": effort.examples, "no-shrink": True, "database": "none"},
        "checks": checks,
        "phases": {
            "examples": {"enabled": True},
            "coverage": {
                "enabled": effort.covers,
                "generate-duplicate-query-parameters": True,
            },
            "fuzzing": {"enabled": effort.examples > 0},
            "stateful": {
                "enabled": effort.scenarios > 0,
                "generation": {"max-examples": max(effort.scenarios, 1)},
            },
        },
        "operations": [*_allowed(target), *_alike(target.alike)],
    }
    return SchemathesisConfig.from_dict(document)


def _allowed(target: FuzzTarget) -> Iterable[JsonObject]:
    for label in sorted({label for each in target.allowances for label in each.operations}):
        own = [each for each in target.allowances if label in each.operations]
        statuses = {str(status) for each in own for status in each.statuses}
        refusals = {str(status) for each in own for status in each.refusals}
        checks: JsonObject = {
            "positive_data_acceptance": {"expected-statuses": [*_POSITIVE, *sorted(statuses)]},
            "negative_data_rejection": {"expected-statuses": [*_NEGATIVE, *sorted(refusals)]},
        }
        yield {"include-name": label, "checks": checks}


def _alike(labels: Iterable[str]) -> Iterable[JsonObject]:
    for label in sorted(labels):
        yield {"include-name": label, "phases": {"coverage": {"enabled": False}}}
