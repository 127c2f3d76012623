"""Posts updates to the bot's webhook."""
