"""What every Telegram bot needs around its handlers: delivery, pace, sessions, metrics."""
