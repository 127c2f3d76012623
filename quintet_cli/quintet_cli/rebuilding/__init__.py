"""Rebuilds rows from their event streams and compares them with the rows that are stored.

`folds` says what the events of a stream make of a row, `rebuilding` goes through all rows of the
platform, a page at a time. Rows are rebuilt by the same code that writes them: the aggregate is
folded by the hexagon and mapped by `storage_clients`. Stock, which db_postgres_service keeps by
itself, is folded there.
"""
