"""Chats: where people write to the bot, and whose account each speaks for."""
