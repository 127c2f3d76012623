"""A payment gateway for development and tests: test cards, a durable ledger, callbacks. Not one of the five services."""
