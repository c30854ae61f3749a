# `make` or `make help` lists the targets. Needs python3 >= 3.11 (with venv), make and npm; everything else is set up here.

PYTHON ?= python3
# Arguments for pytest, for example: make test PYTEST_ARGS="tests/events -x"
PYTEST_ARGS ?= -n 2
# How many questions make fuzz asks.
CASES ?= 50000
# How many events and pictures make bench-admin fills in.
EVENTS ?= 100000
SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV_PYTHON := .venv/bin/python
MANAGE := $(VENV_PYTHON) manage.py
STARTUP := $(VENV_PYTHON) -m cms.startup
OWN_APPS = $(patsubst %/migrations/,%,$(wildcard */migrations/))
# A command with databases of its own, which no running site uses.
WITH_SERVICES := $(STARTUP) with-services --
CLIENT := clients/typescript
NPM := npm --prefix $(CLIENT) --cache $(CURDIR)/var/npm-cache
# Values that production settings accept; nothing is contacted with them.
PRODUCTION := DJANGO_SETTINGS_MODULE=cms.settings.production ALLOWED_HOSTS=city.example \
	PUBLIC_BASE_URL=https://city.example DATABASE_URL=postgresql://site@database.example/site \
	SECRET_KEY=only-for-the-deployment-check-0123456789abcdefghijklmnop CORS_ALLOWED_ORIGINS=https://app.example \
	MAIL_TRANSPORT=django.core.mail.backends.smtp.EmailBackend DEFAULT_FROM_EMAIL=noreply@city.example DEBUG=0

export PYTHONDONTWRITEBYTECODE =

.PHONY: help run services stop status reset test test-fast fuzz check format-check fmt lint types imports migrations \
	openapi deploy-check schema client client-packages client-check example bench bench-search bench-admin screenshots lock \
	messages clean environment

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-13s %s\n", $$1, $$2}' Makefile

run: environment ## Start everything and serve at http://127.0.0.1:8000 (PORT=8001 changes it)
	@exec $(STARTUP) run

services: environment ## Keep only PostgreSQL and Meilisearch up, for manage.py and pytest by hand
	@exec $(STARTUP) services

stop: environment ## Stop everything of this clone, wherever it was started
	@exec $(STARTUP) stop

status: environment ## Say what of this clone runs
	@exec $(STARTUP) status

reset: environment ## Stop everything and remove the databases of this clone
	@exec $(STARTUP) reset

test: environment ## Run the whole test suite (PYTEST_ARGS adds to it)
	@$(MAKE) client-packages || echo "The example of the TypeScript client is not tested."
	@test ! -d $(CLIENT)/node_modules || $(MAKE) $(CLIENT)/example/build/main.js
	@exec $(STARTUP) test -- $(PYTEST_ARGS)

test-fast: environment ## Run the tests without the browser and the journeys
	@exec $(STARTUP) test -- $(PYTEST_ARGS) -m "not browser" --ignore=tests/journeys --ignore=tests/cms/startup

fuzz: environment ## Ask the API CASES questions (50,000) made from its OpenAPI document, other ones each time
	@FUZZ_CASES=$(CASES) exec $(STARTUP) test -- $(PYTEST_ARGS) tests/api/test_fuzz.py

check: format-check lint types imports migrations openapi client-check deploy-check ## Everything that is checked besides the tests
	@echo "All checks passed."

format-check: environment
	.venv/bin/ruff format --check .

fmt: environment ## Format the code
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix --select I .

lint: environment ## Lint the code
	.venv/bin/ruff check .

types: environment ## Check the types
	$(VENV_PYTHON) -m mypy .

imports: environment ## Check the direction of imports
	$(VENV_PYTHON) .venv/bin/lint-imports

migrations: environment ## Check that migrations match the models and lock nothing
	$(WITH_SERVICES) /bin/sh -c '$(MANAGE) makemigrations --check --dry-run && \
		$(MANAGE) lintmigrations --no-cache --quiet ignore ok --include-apps $(OWN_APPS)'

openapi: environment ## Check that the OpenAPI document is valid and the recorded one is current
	$(WITH_SERVICES) $(MANAGE) spectacular --validate --fail-on-warn --format openapi-json --file var/openapi.json
	@cmp -s var/openapi.json docs/openapi.json || { \
		diff -u docs/openapi.json var/openapi.json | head -40; \
		echo "docs/openapi.json is out of date: run 'make schema' and look at the difference"; exit 1; }

deploy-check: environment
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

schema: environment client-packages ## Write docs/openapi.json and the TypeScript client's types from the code
	$(WITH_SERVICES) $(MANAGE) spectacular --validate --fail-on-warn --format openapi-json --file docs/openapi.json
	@$(NPM) run --silent generate

client-packages: $(CLIENT)/node_modules/.package-lock.json
	@:

$(CLIENT)/node_modules/.package-lock.json: $(CLIENT)/package-lock.json
	@command -v npm >/dev/null || { echo "npm is not installed; the TypeScript client needs it." >&2; exit 1; }
	@$(NPM) ci --silent --ignore-scripts || { \
		echo "npm could not install the packages of the TypeScript client: try 'npm ci' in $(CLIENT)." >&2; exit 1; }
	@touch $@

$(CLIENT)/example/build/main.js: $(CLIENT)/node_modules/.package-lock.json $(wildcard $(CLIENT)/src/*.ts) \
		$(wildcard $(CLIENT)/example/*.ts $(CLIENT)/*.json $(CLIENT)/example/*.json)
	@$(NPM) run --silent build
	@touch $@

client-check: $(CLIENT)/example/build/main.js ## Check that the TypeScript client is current, compiles and works
	@$(NPM) run --silent current || { echo "The TypeScript client is out of date: run 'make schema'." >&2; exit 1; }
	@$(NPM) test --silent

client: ## Compile the TypeScript client and its example
	@$(MAKE) client-packages && $(MAKE) $(CLIENT)/example/build/main.js

example: environment client ## Serve the example of the TypeScript client beside the running site
	@exec $(VENV_PYTHON) -m tools.example

bench: environment ## Measure the read API beside a plain REST framework app (BENCH_ARGS, see --help)
	@exec $(WITH_SERVICES) $(VENV_PYTHON) -m bench $(BENCH_ARGS)

bench-search: environment ## Measure how well and how fast search answers, with either engine (BENCH_ARGS)
	@exec $(WITH_SERVICES) $(VENV_PYTHON) -m bench.search $(BENCH_ARGS)

bench-admin: environment ## Measure the admin with 100,000 events and pictures, beside the running site (EVENTS)
	@$(VENV_PYTHON) -m tools.bench_admin --events $(EVENTS)
	@$(VENV_PYTHON) -m tools.bench_calendar --events $(EVENTS) || echo "The calendar is slower than its goal."
	@$(VENV_PYTHON) -m tools.bench_images --pictures $(EVENTS)

screenshots: environment ## Take the documentation's screenshots of the running site
	@exec $(VENV_PYTHON) -m tools.screenshots

messages: environment ## Collect the texts to translate into locale/
	$(MANAGE) make_messages

lock: environment ## Write requirements.lock anew from pyproject.toml
	.venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-annotate --group dev pyproject.toml -o requirements.lock

clean: ## Remove caches and collected files; databases stay (see reset)
	rm -rf $(CLIENT)/node_modules $(CLIENT)/dist $(CLIENT)/example/build
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis htmlcov .coverage static \
		var/openapi.json var/prepared.json
	find . -path ./.venv -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

environment:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Cannot go on: Python 3.11 or newer is needed; choose one with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; \
		exit 1; }
	@$(PYTHON) -I cms/startup/bootstrap.py
