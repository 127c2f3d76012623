"""Real PostgreSQL, MongoDB, Redis and RabbitMQ for one person's machine.

`ServerSet` is the door: it chooses a source for each server (a URL in the
environment, a Docker engine, native binaries), installs what is missing,
starts, probes, restarts and stops. One module per server knows that server.
"""
