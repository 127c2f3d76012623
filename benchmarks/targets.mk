# Targets of the Makefile that only the platform has.

.PHONY: bench
bench: ## Measure the hop against bare monoliths (a few minutes, an idle machine)
	@scripts/bootstrap.sh --group bench
	$(BIN)/python -m benchmarks $(options)

.PHONY: bench_bot
bench_bot: bootstrap ## Measure how soon the bot answers at 50 updates a second (two minutes, an idle machine)
	$(BIN)/python -m benchmarks.bot_load $(options)
