"""Read orders, their lists, histories and past states."""
