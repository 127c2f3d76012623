"""Warnings, errors and failures by service and interval."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage_contracts.analytics.error_rates import ErrorRateInterval

from db_mongo_service.infrastructure.bson_types import Bson, Document, Pipeline
from db_mongo_service.infrastructure.collections import analytics_events

FAILURES: Final = ("payment.failed", "stock.rejected", "health.degraded")
"""Events that tell of something that failed; what follows from them is not counted again."""


@dataclass(frozen=True, slots=True)
class ErrorWindow:
    """What to look at: from `since` (included) to `until` (excluded), one service or all."""

    since: datetime
    until: datetime
    interval: ErrorRateInterval
    service: str | None = None

    def match(self) -> Document:
        """Return the condition on logs and events."""
        condition: Document = {"occurred_at": {"$gte": self.since, "$lt": self.until}}
        if self.service is not None:
            condition["service"] = self.service
        return condition


def error_rates_pipeline(window: ErrorWindow) -> Pipeline:
    """Return the pipeline over `application_logs`, joined with `analytics_events`."""
    logs = _counts(
        window,
        warnings={"$eq": ["$level", "warning"]},
        errors={"$ne": ["$level", "warning"]},
    )
    events = _counts(window, failures={"$in": ["$event_type", list(FAILURES)]}, events=True)
    totals: Document = {
        name: {"$sum": f"${name}"} for name in ("warnings", "errors", "failures", "events")
    }
    return [
        *logs,
        {"$unionWith": {"coll": analytics_events.NAME, "pipeline": events}},
        {"$group": {"_id": "$_id", **totals}},
        {"$match": {"$or": [{name: {"$gt": 0}} for name in ("warnings", "errors", "failures")]}},
        {"$sort": {"_id.starts_at": 1, "_id.service": 1}},
        {
            "$project": {
                "_id": 0,
                "starts_at": "$_id.starts_at",
                "service": "$_id.service",
                **dict.fromkeys(totals, 1),
            },
        },
    ]


def _counts(window: ErrorWindow, **conditions: Bson) -> Pipeline:
    starts_at: Document = {"$dateTrunc": {"date": "$occurred_at", "unit": window.interval}}
    counts: Document = {
        name: {"$sum": {"$cond": [condition, 1, 0]}} for name, condition in conditions.items()
    }
    return [
        {"$match": window.match()},
        {"$group": {"_id": {"starts_at": starts_at, "service": "$service"}, **counts}},
    ]
