"""The command line: up, down, status, logs, doctor, demo, replay, verify, rebuild, check."""
