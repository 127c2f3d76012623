"""Texts as Telegram treats them: formatting, limits, what is found in them."""
