# make run         the service on this machine, no AWS needed (PORT=8123 moves it)
# make test        all tests, with coverage
# make help        the rest
PYTHON ?= python3
PORT ?= 8000
DYNALITE_PORT ?= 4567
VENV ?= .venv
SHARED ?= ../shared
SHELL := /bin/bash

# The Python of zappa_settings.json where this machine has it; otherwise packaging says what is missing.
LAMBDA_PYTHON ?= $(shell python3.13 -c '' 2>/dev/null && echo python3.13 || echo $(PYTHON))
LAMBDA_VENV ?= $(VENV)-lambda
# The architecture of zappa_settings.json: x86_64, or aarch64 for arm64.
LAMBDA_MACHINE ?= x86_64
# Named by its version: another Python makes the environment anew.
LAMBDA_READY = $(LAMBDA_VENV)/.ready-$(shell $(LAMBDA_PYTHON) -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])')

BIN := $(VENV)/bin
READY := $(VENV)/.ready
DYNALITE := $(VENV)/node/node_modules/dynalite/cli.js
AXE := $(VENV)/node/node_modules/axe-core/axe.min.js
SCREENSHOTS := $(VENV)/screenshots

.PHONY: help run test test-client test-dynalite test-faults test-browser tour fuzz lint format bench chaos lambda-env package test-package
.DEFAULT_GOAL := help

help:
	@echo "make run            the service with demo data at http://127.0.0.1:$(PORT)"
	@echo "make test           all tests on moto, with coverage"
	@echo "make test-client    a TypeScript client made from /schema, compiled and run (needs npm)"
	@echo "make fuzz           schemathesis against the sandbox, the same requests each time"
	@echo "make test-dynalite  the storage and HTTP tests on a second engine (needs npm)"
	@echo "make test-faults    all tests, each call to a store failing at its first attempt (FAULT=lost)"
	@echo "make test-browser   the pages in Debian's Chromium (needs npm); their pictures in $(SCREENSHOTS)"
	@echo "make tour           the same, and the README's pictures anew"
	@echo "make lint           ruff, mypy, import-linter"
	@echo "make format         let ruff write"
	@echo "make bench          cost per API call, predictions, skin measures, starts and requests beside others, pages"
	@echo "make chaos          the worst of days: writes, writers, devices, each fault at each call, fuzz (needs npm)"
	@echo "make lambda-env     the virtual environment to deploy from (LAMBDA_PYTHON=python3.13)"
	@echo "make package        the archive for AWS Lambda, and what it weighs by library"
	@echo "make test-package   that archive run as Lambda runs it, and deployed to a stand-in for AWS"

$(READY): requirements.txt requirements-dev.txt
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14) and "Python 3.11, 3.12 or 3.13 is needed: make PYTHON=python3.13")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

run: $(READY)
	@$(BIN)/python manage.py sandbox --port $(PORT)

test: $(READY)
	$(BIN)/pytest -n 2 --cov --cov-report=term

test-client: $(READY)
	$(BIN)/python -m tests.clients.typescript

fuzz: $(READY)
	$(BIN)/python -m tests.clients.fuzz

$(DYNALITE):
	npm install --silent --no-audit --no-fund --prefix $(VENV)/node dynalite@4.0.0

# Runs what follows with the second engine up, and ends it whatever happens.
define with_dynalite
@node $(DYNALITE) --port $(DYNALITE_PORT) --createTableMs 0 & engine=$$!; \
trap "kill $$engine" EXIT; \
until (exec 3<>/dev/tcp/127.0.0.1/$(DYNALITE_PORT)) 2>/dev/null; do kill -0 $$engine && sleep 0.1 || exit 1; done; \
export DYNAMODB_ENDPOINT_URL=http://127.0.0.1:$(DYNALITE_PORT);
endef

# Whoever takes whole tables is alone with them; all others share one engine.
THEFT := tests/glowcycle/person/test_theft.py
test-dynalite: $(READY) $(DYNALITE)
	$(with_dynalite) $(BIN)/pytest -q $(THEFT) && \
	$(BIN)/pytest -q -n 2 --ignore $(THEFT) --ignore tests/period/domain --ignore tests/skin/domain

# throttled, failing, unreachable or lost
FAULT ?= lost
test-faults: $(READY)
	$(BIN)/pytest -q -n 2 --store-fault=$(FAULT) --ignore tests/glowcycle/test_every_call.py

$(AXE):
	npm install --silent --no-audit --no-fund --prefix $(VENV)/node axe-core@4.14.1

test-browser: $(READY) $(AXE)
	$(BIN)/pytest -q -m browser tests/browser --screenshots $(SCREENSHOTS)

tour: test-browser
	cp $(SCREENSHOTS)/tour-*.png docs/

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) $(DYNALITE) lambda-env
	$(with_dynalite) $(BIN)/python -m tests.benchmarks.store_cost
	$(BIN)/python -m tests.benchmarks.replay_cycles $(SHARED)/data/cycles-dev.csv
	$(BIN)/python -m tests.benchmarks.forecast_http
	$(BIN)/python -m tests.benchmarks.score_table --data $(SHARED)/data/cycles-dev.csv --scorer $(SHARED)/tools/score_predictions.py
	$(BIN)/python -m tests.benchmarks.local_analyzer
	LAMBDA_VENV=$(LAMBDA_VENV) $(BIN)/python -m tests.benchmarks.lambda_cost
	$(BIN)/python -m tests.benchmarks.pages_cost
	$(BIN)/python -m tests.benchmarks.sealing_cost

chaos: $(READY) $(DYNALITE)
	$(with_dynalite) $(BIN)/python -m tests.chaos
	MIXED_FAILURES=1000 $(BIN)/pytest -q -s tests/skin/test_mixed_failures.py 2>/dev/null
	EVERY_FAULT=1 $(BIN)/pytest -q -n 2 tests/glowcycle/test_every_call.py
	$(BIN)/pytest -q -n 2 --hypothesis-profile=fuzz tests/glowcycle/test_hostile_{bytes,edits,events}.py
	ERASED_RECORDS=10000 ERASED_PHOTOS=100 $(BIN)/pytest -q -s tests/glowcycle/person/test_large_erasure.py 2>/dev/null

# What the archive is made of: requirements.txt alone, what is compiled in it for Lambda's Linux.
LINUX := $(foreach glibc,34 28 17,--platform manylinux_2_$(glibc)_$(LAMBDA_MACHINE)) --platform manylinux2014_$(LAMBDA_MACHINE)
$(LAMBDA_READY): requirements.txt
	rm -rf $(LAMBDA_VENV)
	$(LAMBDA_PYTHON) -m venv $(LAMBDA_VENV)
	$(LAMBDA_VENV)/bin/pip install --quiet --disable-pip-version-check -r requirements.txt
	$(LAMBDA_VENV)/bin/pip freeze | grep -iE '^(cffi|cryptography|markupsafe|pillow|pyyaml)==' > $(LAMBDA_VENV)/compiled.txt
	$(LAMBDA_VENV)/bin/pip install --quiet --disable-pip-version-check --upgrade --no-deps --only-binary :all: \
		$(LINUX) --target "$$($(LAMBDA_VENV)/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" \
		-r $(LAMBDA_VENV)/compiled.txt
	touch $@

lambda-env: $(LAMBDA_READY)

package: lambda-env
	. $(LAMBDA_VENV)/bin/activate && zappa package dev --output glowcycle.zip

test-package: $(READY) lambda-env
	LAMBDA_VENV=$(LAMBDA_VENV) $(BIN)/pytest -q -m package tests/package
