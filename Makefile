# The same commands for a person and for the build server; `make help` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

BIN := .venv/bin
CODE := packages services sandboxes quintet_cli
TESTED := $(CODE) $(wildcard tests benchmarks)
# What is looked through for secrets: all but hashes of packages and pictures.
SCANNED := . ':!uv.lock' ':!*package-lock.json' ':!secrets_baseline.json' ':!.scaffolding' ':!*.png' ':!*.jpg' ':!*.svg'

# Extra words for the tool behind a target, for example:
#   make up options="--offset 100"        make test options="-k order"
options ?=

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z_]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort \
		| while IFS=$$'\t' read -r name text; do printf '  make %-16s %s\n' "$$name" "$$text"; done

.PHONY: bootstrap
bootstrap: ## Install Python packages into .venv (runs before every other target)
	@scripts/bootstrap.sh

.PHONY: end_to_end
end_to_end: ## The same with what drives browsers and the Bot API emulator
	@scripts/bootstrap.sh --group end_to_end

.PHONY: up
up: bootstrap ## Start servers and services, watch over them; Ctrl-C stops all
	@exec $(BIN)/quintet up $(options)

.PHONY: down
down: bootstrap ## Stop what `make up` or `quintet up --detach` started
	@exec $(BIN)/quintet down $(options)

.PHONY: test
test: bootstrap unit_test slow_test ## Run all tests (but not the benchmarks)

.PHONY: unit_test
unit_test: bootstrap ## Run the fast tests; hexagon and chat handlers must be covered to the last branch
	$(BIN)/pytest -n 2 --cov --cov-report= $(wildcard tests/architecture tests/unit) $(options)
	$(if $(options),,$(BIN)/coverage report --fail-under=100)

.PHONY: slow_test
slow_test: end_to_end ## Run the tests that need the real servers and processes
	$(BIN)/pytest -n 2 --dist loadgroup \
		$(wildcard tests/contract tests/integration tests/e2e tests/security tests/chaos) $(options)

.PHONY: check
check: end_to_end ## Lint, format, types, security, layers, the architecture guide
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(TESTED)
	# Findings of low severity are the linter's (rules S), which wants a reason for each.
	$(BIN)/bandit -q -ll -c pyproject.toml -r $(CODE)
	# Known harmless finds are in the baseline; `make secrets_baseline` after you looked at new ones.
	# That only their lines have moved (exit code 3) is no finding: a copy of the baseline is told.
	@known="$$(mktemp)"; trap 'rm -f "$$known"' EXIT; cp secrets_baseline.json "$$known"; \
		git ls-files -z -- $(SCANNED) | xargs -0 -s 1000000 bash -c '$(BIN)/detect-secrets-hook \
		--no-verify --baseline "$$0" "$$@" || test $$? -eq 3' "$$known"
	scripts/audit_dependencies.sh
	$(BIN)/lint-imports
	$(BIN)/quintet check
	$(if $(wildcard tests/architecture),$(BIN)/pytest -q tests/architecture)

.PHONY: rules
rules: bootstrap ## Write docs/rules.md and docs/guide_coverage.md from the rules
	$(BIN)/python -m architecture_rules.guide.write_documents

.PHONY: documents
documents: bootstrap ## Write docs/access.md and docs/guides/retention.md from the tables that decide
	$(BIN)/python -m quintet_cli.documents.access_page
	$(BIN)/python -m quintet_cli.documents.retention_page

.PHONY: secrets_baseline
secrets_baseline: bootstrap ## Take all present finds of detect-secrets for harmless
	# In one call (-s): two of them would write two documents into one file.
	git ls-files -z -- $(SCANNED) | xargs -0 -s 1000000 $(BIN)/detect-secrets scan --no-verify \
		--disable-plugin KeywordDetector > secrets_baseline.new
	mv secrets_baseline.new secrets_baseline.json

.PHONY: format
format: bootstrap ## Format and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: translations
translations: bootstrap ## Collect the bot's texts, update and compile the files of its languages
	scripts/translations.sh

.PHONY: fuzz
fuzz: bootstrap ## Send some ten thousand generated requests to all three services; needs minutes
	$(BIN)/python -m tests.security.fuzz_command $(options)

.PHONY: clean
clean: ## Remove caches and .venv; data stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	rm -rf .coverage .coverage.* htmlcov dist
	find $(TESTED) -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: clean_data
clean_data: bootstrap ## Stop everything and DELETE the data folder
	$(BIN)/quintet down
	rm -rf .quintet

# Benchmarks, where there are some.
-include $(wildcard benchmarks/*.mk)
