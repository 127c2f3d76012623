"""All use cases of this service, wired to one database."""

from dataclasses import dataclass
from typing import Self

from db_postgres_service.infrastructure.atomic_write.apply_atomic_write import ApplyAtomicWrite
from db_postgres_service.infrastructure.atomic_write.guarded_execution import GuardedExecution
from db_postgres_service.infrastructure.atomic_write.place_order import PlaceOrder
from db_postgres_service.infrastructure.atomic_write.refusal import Refusal
from db_postgres_service.infrastructure.claims.claim_due import ClaimDue
from db_postgres_service.infrastructure.claims.due_rows import (
    DUE_TASKS,
    OVERDUE_SAGAS,
    OVERDUE_STEP_SAGAS,
)
from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.outbox.claim_outbox import ClaimOutbox
from db_postgres_service.infrastructure.outbox.mark_publications import MarkPublications
from db_postgres_service.infrastructure.outbox.outbox_signal import OutboxSignal
from db_postgres_service.infrastructure.reading.batches import ReadOrderProcesses
from db_postgres_service.infrastructure.reading.catalogue import (
    OAUTH_CLIENTS,
    ONE_TIME_TOKENS,
    SESSIONS,
    USERS,
)
from db_postgres_service.infrastructure.reading.chats import ReadChatOfUser, ReadChatStanding
from db_postgres_service.infrastructure.reading.colleagues import ReadColleagues
from db_postgres_service.infrastructure.reading.credentials import ReadCredentials
from db_postgres_service.infrastructure.reading.event_streams import (
    ReadEventStream,
    ReadIdempotencyRecord,
)
from db_postgres_service.infrastructure.reading.log_in_attempts import ReadLogInAttempts
from db_postgres_service.infrastructure.reading.single_rows import (
    ReadOrderByReference,
    ReadUserByEmail,
)
from db_postgres_service.infrastructure.reading.user_standings import ReadUserStandings
from db_postgres_service.infrastructure.reports.check_invariants import CheckInvariants
from db_postgres_service.infrastructure.reports.compare_stock import CompareStock
from db_postgres_service.infrastructure.reports.read_ledger import ReadLedger
from db_postgres_service.infrastructure.retention.prune_rows import PruneRows
from db_postgres_service.infrastructure.retention.settle_events import SettleEvents
from db_postgres_service.infrastructure.schema import chats


@dataclass(frozen=True)
class UseCases:
    """One object for each thing that the service does, beside the generic reads."""

    apply_atomic_write: ApplyAtomicWrite
    place_order: PlaceOrder
    claim_outbox: ClaimOutbox
    mark_publications: MarkPublications
    read_user_by_email: ReadUserByEmail
    read_user_credentials: ReadCredentials
    read_session_credentials: ReadCredentials
    read_client_credentials: ReadCredentials
    read_token_credentials: ReadCredentials
    read_user_standings: ReadUserStandings
    read_chat_of_user: ReadChatOfUser
    read_colleagues: ReadColleagues
    read_chat_standing: ReadChatStanding
    read_chat_standing_of_user: ReadChatStanding
    read_log_in_attempts: ReadLogInAttempts
    read_order_by_reference: ReadOrderByReference
    read_order_processes: ReadOrderProcesses
    read_event_stream: ReadEventStream
    read_idempotency_record: ReadIdempotencyRecord
    claim_overdue_sagas: ClaimDue
    claim_overdue_step_sagas: ClaimDue
    claim_due_tasks: ClaimDue
    settle_events: SettleEvents
    prune_rows: PruneRows
    check_invariants: CheckInvariants
    read_ledger: ReadLedger
    compare_stock: CompareStock

    @classmethod
    def wired(cls, database: Database, signal: OutboxSignal) -> Self:
        """Return all of them on one database."""
        execution = GuardedExecution(database, Refusal(database), signal)
        return cls(
            apply_atomic_write=ApplyAtomicWrite(execution),
            place_order=PlaceOrder(execution),
            claim_outbox=ClaimOutbox(database, signal),
            mark_publications=MarkPublications(database, signal),
            read_user_by_email=ReadUserByEmail(database),
            read_user_credentials=ReadCredentials(database, USERS),
            read_session_credentials=ReadCredentials(database, SESSIONS),
            read_client_credentials=ReadCredentials(database, OAUTH_CLIENTS, "client_id"),
            read_token_credentials=ReadCredentials(database, ONE_TIME_TOKENS),
            read_user_standings=ReadUserStandings(database),
            read_chat_of_user=ReadChatOfUser(database),
            read_colleagues=ReadColleagues(database),
            read_chat_standing=ReadChatStanding(database, chats.c.id),
            read_chat_standing_of_user=ReadChatStanding(database, chats.c.user_id),
            read_log_in_attempts=ReadLogInAttempts(database),
            read_order_by_reference=ReadOrderByReference(database),
            read_order_processes=ReadOrderProcesses(database),
            read_event_stream=ReadEventStream(database),
            read_idempotency_record=ReadIdempotencyRecord(database),
            claim_overdue_sagas=ClaimDue(database, OVERDUE_SAGAS),
            claim_overdue_step_sagas=ClaimDue(database, OVERDUE_STEP_SAGAS),
            claim_due_tasks=ClaimDue(database, DUE_TASKS),
            settle_events=SettleEvents(database),
            prune_rows=PruneRows(database),
            check_invariants=CheckInvariants(database),
            read_ledger=ReadLedger(database),
            compare_stock=CompareStock(database),
        )
