"""Changing chats: linking them with accounts, and what their owners want."""
