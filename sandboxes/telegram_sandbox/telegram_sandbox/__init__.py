"""Telegram for development and tests: a Bot API server, simulated people and a chat page.

It stands for the outside world and is not one of the five services.
"""
