"""Which of our services may call which route of a data service."""
