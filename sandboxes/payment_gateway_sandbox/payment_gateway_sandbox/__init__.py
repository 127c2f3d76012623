"""A payment gateway for development and tests: test cards, a durable ledger, callbacks.

It stands for the outside world and is not one of the five services.
"""
