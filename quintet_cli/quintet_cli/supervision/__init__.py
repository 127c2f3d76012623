"""The platform as a tree of supervised processes.

`Platform` starts the servers, migrates, starts the processes of the catalogue,
restarts what dies and stops everything in order. `process_catalogue` is the map:
what runs, on which port, after what, and which variables it may see.
"""
