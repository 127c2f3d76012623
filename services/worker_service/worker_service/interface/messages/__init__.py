"""Which message goes to which handler: one module for each consumer."""
