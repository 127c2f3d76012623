"""Long-running processes that span several transactions."""
