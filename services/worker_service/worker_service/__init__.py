"""Background workers: relay, saga, analytics, notifications, reminders, health."""
