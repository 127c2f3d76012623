"""How fast the bot answers under load: `make bench_bot`."""
