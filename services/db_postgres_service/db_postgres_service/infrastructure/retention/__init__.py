"""What lets rows leave: events are settled, then their traces are removed."""
