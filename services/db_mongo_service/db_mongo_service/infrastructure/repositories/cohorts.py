"""Retention of monthly cohorts."""

from datetime import date

from pydantic import TypeAdapter
from storage_contracts.analytics.cohorts import Cohort, CohortMonth, CohortsReport

from db_mongo_service.infrastructure.bson_types import Document
from db_mongo_service.infrastructure.collections import order_facts
from db_mongo_service.infrastructure.pipelines.cohorts import cohorts_pipeline
from db_mongo_service.infrastructure.repositories.aggregation import Aggregation
from db_mongo_service.infrastructure.shares import share

_COUNTS: TypeAdapter[list[dict[str, int]]] = TypeAdapter(list[dict[str, int]])


class CohortsRepository:
    """Reads who came back from the facts of completed orders."""

    def __init__(self, aggregation: Aggregation) -> None:
        self._aggregation = aggregation

    async def read(self, first_month: date | None, last_month: date | None) -> CohortsReport:
        """Return the cohorts whose month lies in the given ones, oldest first.

        Raises:
            StorageError: It could not be read.
        """
        pipeline = cohorts_pipeline(first_month, last_month)
        found = await self._aggregation.run(order_facts.NAME, pipeline)
        return CohortsReport(cohorts=[_cohort(document) for document in found])


def _cohort(document: Document) -> Cohort:
    counts = _COUNTS.validate_python(document["months"])
    size = next(count["customers"] for count in counts if count["offset"] == 0)
    return Cohort(
        month=str(document["month"]),
        customers=size,
        months=[
            CohortMonth(
                offset=count["offset"],
                customers=count["customers"],
                retention=share(count["customers"], size) or 0.0,
            )
            for count in counts
        ],
    )
