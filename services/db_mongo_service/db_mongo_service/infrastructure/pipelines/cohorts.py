"""Monthly cohorts of customers and their return."""

from datetime import date

from db_mongo_service.infrastructure.bson_types import Document, Pipeline
from db_mongo_service.infrastructure.collections.order_facts import COMPLETED
from db_mongo_service.infrastructure.documents import midnight


def cohorts_pipeline(first_month: date | None, last_month: date | None) -> Pipeline:
    """Return the pipeline over `order_facts`: one document for each cohort.

    All orders are read whatever months are asked for, because only the whole history tells which
    order was somebody's first.

    Args:
        first_month: Any day of the first cohort's month; None begins with the oldest.
        last_month: Any day of the last cohort's month; None ends with the newest.
    """
    return [
        {"$match": {**COMPLETED, "user_key": {"$gt": ""}}},
        {"$group": {"_id": {"user": "$user_key", "month": _month_of("$business_date")}}},
        {
            "$group": {
                "_id": "$_id.user",
                "cohort": {"$min": "$_id.month"},
                "months": {"$push": "$_id.month"},
            },
        },
        *_between(first_month, last_month),
        {"$unwind": "$months"},
        {"$group": {"_id": {"cohort": "$cohort", "month": "$months"}, "customers": {"$sum": 1}}},
        {"$sort": {"_id.month": 1}},
        {
            "$group": {
                "_id": "$_id.cohort",
                "months": {"$push": {"offset": _offset(), "customers": "$customers"}},
            },
        },
        {"$sort": {"_id": 1}},
        {
            "$project": {
                "_id": 0,
                "month": {"$dateToString": {"date": "$_id", "format": "%Y-%m"}},
                "months": 1,
            },
        },
    ]


def _month_of(field: str) -> Document:
    return {"$dateTrunc": {"date": field, "unit": "month"}}


def _offset() -> Document:
    return {
        "$dateDiff": {"startDate": "$_id.cohort", "endDate": "$_id.month", "unit": "month"},
    }


def _between(first_month: date | None, last_month: date | None) -> Pipeline:
    bounds: Document = {}
    if first_month is not None:
        bounds["$gte"] = midnight(first_month.replace(day=1))
    if last_month is not None:
        bounds["$lte"] = midnight(last_month.replace(day=1))
    return [{"$match": {"cohort": bounds}}] if bounds else []
