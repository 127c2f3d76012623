"""How calls go out: within Telegram's limits, replies before notifications."""
