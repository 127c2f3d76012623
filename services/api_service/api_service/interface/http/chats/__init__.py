"""Chats over HTTP: linking one with an account, and unlinking it."""
