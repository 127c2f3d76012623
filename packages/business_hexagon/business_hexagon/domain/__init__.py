"""The business rules: values, aggregates, events and errors; standard library only."""
