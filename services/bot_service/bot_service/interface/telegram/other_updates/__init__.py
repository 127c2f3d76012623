"""Whatever else Telegram sends: answered sensibly, or ignored on purpose."""
