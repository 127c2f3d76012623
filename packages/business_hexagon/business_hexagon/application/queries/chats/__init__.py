"""Asking about chats: who writes in one, and where a user is reached."""
