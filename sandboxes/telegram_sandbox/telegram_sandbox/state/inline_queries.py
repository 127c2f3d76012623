"""What people look for in inline mode, and what the bot found."""

import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final
from uuid import uuid4

from telegram_sandbox.json_value import JsonObject
from telegram_sandbox.state.api_error import bad_request

_QUERIES: Final = 5_000


@dataclass(slots=True)
class InlineQuery:
    """One search.

    Attributes:
        query_id: Names it.
        person_id: Who looks.
        query: For what.
        offset: From where on.
        answer: What the bot found; None while it has not answered.
    """

    query_id: str
    person_id: int
    query: str
    offset: str
    asked: float = field(default_factory=time.monotonic)
    answer: JsonObject | None = None


class InlineQueries:
    """The last searches.

    Args:
        seconds: How long each may be answered.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._queries: OrderedDict[str, InlineQuery] = OrderedDict()

    def add(self, person_id: int, query: str, offset: str) -> InlineQuery:
        """Note a search."""
        asked = InlineQuery(str(uuid4().int >> 65), person_id, query, offset)
        self._queries[asked.query_id] = asked
        if len(self._queries) > _QUERIES:
            self._queries.popitem(last=False)
        return asked

    def find(self, query_id: str) -> InlineQuery | None:
        """Return a search, None when it is unknown."""
        return self._queries.get(query_id)

    def result(self, person_id: int, result_id: str, query: str) -> JsonObject | None:
        """Return the newest result of this id that the bot gave this person."""
        for asked in reversed(self._queries.values()):
            if asked.person_id == person_id and asked.query == query and asked.answer:
                results = asked.answer.get("results")
                for result in results if isinstance(results, list) else []:
                    if isinstance(result, dict) and result.get("id") == result_id:
                        return result
        return None

    def answer(self, query_id: str, answer: JsonObject) -> InlineQuery:
        """Note what the bot found.

        Raises:
            ApiError: The search is unknown, or too old.
        """
        asked = self._queries.get(query_id)
        if asked is None or time.monotonic() - asked.asked > self._seconds:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        asked.answer = answer
        return asked

    def clear(self) -> None:
        """Forget all searches."""
        self._queries.clear()
