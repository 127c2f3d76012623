"""What drives the bot: Telegram updates and events."""
