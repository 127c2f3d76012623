"""What db_postgres_service finds in its own rows."""

from http_transport import HttpClient
from integration_events.subscriptions import INBOX_CONSUMERS, SUBSCRIPTIONS
from pydantic import BaseModel
from storage_contracts.reports import InvariantReport

from quintet_cli.verification.verification_errors import SourceSilentError

_JSON = ((b"Content-Type", b"application/json"),)
_OK = 200


class _Question(BaseModel):
    subscriptions: dict[str, list[str]]


async def check_rows(client: HttpClient) -> InvariantReport:
    """Asks for all violations in the relational database.

    Raises:
        SourceSilentError: The data service does not answer as it should.
    """
    question = _Question(
        subscriptions={name: list(SUBSCRIPTIONS[name]) for name in INBOX_CONSUMERS}
    )
    answer = await client.request(
        "POST",
        "/invariants",
        headers=_JSON,
        body=question.model_dump_json().encode(),
        timeout=300.0,
        idempotent=True,
    )
    if answer.status != _OK:
        raise SourceSilentError(f"POST /invariants: status {answer.status}")
    return InvariantReport.model_validate_json(answer.body)
