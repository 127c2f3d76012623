"""Who may use which route: each one names the operation that it serves."""
