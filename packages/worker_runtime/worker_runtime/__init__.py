"""What every background worker needs around its handlers: consumers, schedules, draining."""
