"""The outbox: relays claim rows under a lease, publish them, and mark them."""
