"""Checks the seven invariants over everything that holds state.

L  every acknowledged order exists and ends terminal
C  at most one charge for each order, refunds match
S  opening + adjusted = free + reserved + sold, never negative
P  each committed outbox row reached its queues
E  each (consumer, event) effect applied exactly once
A  stream versions contiguous, an event for each transition
D  once healed: outbox empty, nothing unacknowledged, no saga stuck, no dead letter left

`relational` asks db_postgres_service, `gateway_ledger` compares its payments with the gateway's,
`analytics_copies` compares the published events with MongoDB's, `broker_queues` asks RabbitMQ.
"""
