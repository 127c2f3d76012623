"""Handlers of Telegram updates: one module for each command."""
