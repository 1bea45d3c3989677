# make run         start the service on this machine, without AWS (PORT=8123 moves it)
# make test        run all tests
# make help        list the rest
PYTHON ?= python3
PORT ?= 8000
DYNALITE_PORT ?= 4567
VENV ?= .venv
SHARED ?= ../shared
SHELL := /bin/bash
# pip compiles nothing here, so let Python keep what it compiles: starts take half as long.
export PYTHONDONTWRITEBYTECODE :=

# The Python of zappa_settings.json, if this machine has it. If not, packaging names it.
LAMBDA_PYTHON ?= $(shell python3.13 -c '' 2>/dev/null && echo python3.13 || echo $(PYTHON))
LAMBDA_VENV ?= $(VENV)-lambda
# The programs that lock and list the archive's libraries.
DEPLOY_TOOLS := $(LAMBDA_VENV)-tools
# The architecture of zappa_settings.json: x86_64, or aarch64 for arm64.
LAMBDA_MACHINE ?= x86_64
# Named by its Python version, so that another Python makes a new environment.
LAMBDA_READY = $(LAMBDA_VENV)/.ready-$(shell $(LAMBDA_PYTHON) -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])')

BIN := $(VENV)/bin
# Two marks: the packages of `make run` are installed, and the packages of all other targets.
RUN_READY := $(VENV)/.run-ready
READY := $(VENV)/.ready
RUN_REQUIREMENTS := requirements.txt glowcycle/sandbox/requirements.txt
# npm packages have a folder each, so that two of them can be installed at once.
DYNALITE := $(VENV)/dynalite/node_modules/dynalite/cli.js
AXE := $(VENV)/axe/node_modules/axe-core/axe.min.js
SCREENSHOTS := $(VENV)/screenshots
CLIENTS := $(VENV)/clients
KOTLIN := $(VENV)/kotlin/node_modules/kotlin-compiler/package.json
# The networks that find a face. The archive takes them from here.
MODELS := skin/domain/face/models
# The last file that is written.
FACE_MODELS := $(MODELS)/NOTICE.txt

.PHONY: help run models messages test test-client test-generators lint-schema test-dynalite coverage test-faults test-browser tour fuzz lint format bench chaos lock lambda-env package test-package
.DEFAULT_GOAL := help

help:
	@echo "make run            Start the service with demo data at http://127.0.0.1:$(PORT)"
	@echo "make test           Run all tests on moto"
	@echo "make test-client    Generate clients from /schema, run each through a day, lint /schema (needs npm)"
	@echo "make lint-schema    Let Spectral and Redocly read /schema (needs npm)"
	@echo "make test-generators Generate Kotlin, Swift and Dart from /schema, run the Kotlin (needs npm, Java, Gson)"
	@echo "make fuzz           Run schemathesis against the sandbox, with the same requests each time"
	@echo "make test-dynalite  Run the tests of the store on dynalite (needs npm)"
	@echo "make coverage       Run all tests on moto, with coverage"
	@echo "make test-faults    Run all tests while each store call fails at first (FAULT=lost)"
	@echo "make test-browser   Test the pages in Chromium, save pictures in $(SCREENSHOTS) (needs npm)"
	@echo "make tour           Do the same and update the README's pictures"
	@echo "make models         Make the networks that find a face, from a wheel of PyPI (36 MB, once)"
	@echo "make lint           Run ruff, mypy and import-linter"
	@echo "make messages       Take new sentences into the catalogues of translations, and compile these"
	@echo "make format         Let ruff fix and format the code"
	@echo "make bench          Measure API calls, forecasts, insights, skin scores, cold starts and pages (needs npm)"
	@echo "make chaos          Test many writers, devices and faults at once, then fuzz (needs npm)"
	@echo "make lock           Lock every library of the archive, with hashes, after a change of requirements.txt"
	@echo "make lambda-env     Create the virtual environment for deployment (LAMBDA_PYTHON=python3.13)"
	@echo "make package        Build the archive for Lambda and its SBOM, list its size by library"
	@echo "make test-package   Run that archive as Lambda does and deploy it to a stand-in for AWS"

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14) and "Python 3.11, 3.12 or 3.13 is needed: make PYTHON=python3.13")'
	@echo "Creating a virtual environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

# Install the requirements of a file. A terminal shows the package that pip works on; pip's own
# lines go to a log, and the end of the log is shown when pip fails. pip need not compile: most of
# what it installs is never imported, and Python compiles the rest.
define install
@set -o pipefail; \
$(BIN)/pip install --disable-pip-version-check --no-compile -r $(1) 2>&1 | tee $(VENV)/install.log | \
while read -r verb package _; do \
	case "$$verb" in Collecting) step="$$package";; Installing) step="unpacking";; *) continue;; esac; \
	if [ -t 1 ]; then printf '\r\033[K  %s' "$$step"; fi; \
done || { tail -n 20 $(VENV)/install.log; exit 1; }
@if [ -t 1 ]; then printf '\r\033[K'; fi
endef

$(RUN_READY): $(RUN_REQUIREMENTS) | $(BIN)/pip
	@echo "Installing Django, boto3, moto and what they need: 250 MB, once ..."
	$(call install,glowcycle/sandbox/requirements.txt)
	@touch $@

$(READY): $(RUN_REQUIREMENTS) requirements-dev.txt | $(BIN)/pip
	@echo "Installing the tests and linters: 1 GB, once ..."
	$(call install,requirements-dev.txt)
	@touch $(RUN_READY) $@

# Taken from one wheel, whatever this machine and its Python are: its hash decides.
$(FACE_MODELS): glowcycle/infrastructure/deploy/face_models.py glowcycle/infrastructure/deploy/tflite_reader.py \
		glowcycle/infrastructure/deploy/face_models.txt | $(BIN)/pip
	@echo "Making the networks that find a face, from a wheel of 36 MB, once ..."
	@wheel="$$(mktemp -d)"; trap 'rm -rf "$$wheel"' EXIT; \
	$(BIN)/pip download --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: \
		--python-version 3.12 --platform manylinux_2_28_x86_64 --dest "$$wheel" \
		-r glowcycle/infrastructure/deploy/face_models.txt && \
	$(BIN)/python -m glowcycle.infrastructure.deploy.face_models "$$wheel"/*.whl $(MODELS)
	@touch $@

models: $(FACE_MODELS)

run: $(RUN_READY) $(FACE_MODELS)
	@$(BIN)/python manage.py sandbox --port $(PORT)

test: $(READY) $(FACE_MODELS)
	$(BIN)/pytest -q -n 2

# The packages of package-lock.json, which names no registry. None of them needs a script to install.
$(CLIENTS): tests/clients/package.json tests/clients/package-lock.json
	@mkdir -p $@
	cp $^ $@
	npm ci --silent --no-audit --no-fund --ignore-scripts --prefix $@
	touch $@

test-client: $(READY) $(FACE_MODELS) $(CLIENTS)
	$(BIN)/python -m tests.clients.generated $(CLIENTS)

$(KOTLIN):
	npm install --silent --no-audit --no-fund --ignore-scripts --prefix $(VENV)/kotlin kotlin-compiler@2.4.20

test-generators: $(READY) $(FACE_MODELS) $(KOTLIN)
	$(BIN)/python -m tests.clients.openapi_generator $(VENV)/kotlin

lint-schema: $(READY) $(FACE_MODELS) $(CLIENTS)
	$(BIN)/python -m tests.clients.generated $(CLIENTS) linters

fuzz: $(READY) $(FACE_MODELS)
	$(BIN)/python -m tests.clients.fuzz

$(DYNALITE):
	npm install --silent --no-audit --no-fund --prefix $(VENV)/dynalite dynalite@4.0.0

# Runs the command that follows with the second engine, and stops the engine in any case.
define with_dynalite
@node $(DYNALITE) --port $(DYNALITE_PORT) --createTableMs 0 & engine=$$!; \
trap "kill $$engine" EXIT; \
until (exec 3<>/dev/tcp/127.0.0.1/$(DYNALITE_PORT)) 2>/dev/null; do kill -0 $$engine && sleep 0.1 || exit 1; done; \
export DYNAMODB_ENDPOINT_URL=http://127.0.0.1:$(DYNALITE_PORT);
endef

# What speaks to the store. These tests run on a second engine, too; tests elsewhere make the same calls
# again, and `make test` fails if one makes another (tests/support/second_engine.py).
STORE := tests/glowcycle/shares tests/glowcycle/encryption tests/glowcycle/retention \
	tests/glowcycle/data_import tests/glowcycle/imports tests/glowcycle/export \
	tests/glowcycle/person tests/glowcycle/storage tests/glowcycle/sync \
	tests/glowcycle/sandbox/test_imported.py tests/skin/test_known_photos.py
# These tests read whole tables, which grow as others run, finish the erasures of all persons, or reset a
# person of the sandbox. So they have the engine to themselves, at first.
ALONE = tests/glowcycle/sandbox/test_imported.py tests/glowcycle/person/test_finish_erasures.py \
	tests/glowcycle/infrastructure/test_schedule.py \
	$(shell grep -lrE --include='test_*.py' '\bthief\b|links_of' $(STORE))
test-dynalite: $(READY) $(FACE_MODELS) $(DYNALITE)
	$(with_dynalite) $(BIN)/pytest -q -m "not one_engine" $(ALONE) && \
	$(BIN)/pytest -q -n 2 -m "not one_engine" $(filter-out $(ALONE),$(STORE)) $(ALONE:%=--ignore %)

# Apart from `make test`, as it makes a run take three quarters longer.
coverage: $(READY) $(FACE_MODELS)
	$(BIN)/pytest -q -n 2 --cov --cov-report=term

# throttled, failing, unreachable or lost
FAULT ?= lost
test-faults: $(READY) $(FACE_MODELS)
	$(BIN)/pytest -q -n 2 --store-fault=$(FAULT) --ignore tests/glowcycle/aws/test_every_call.py

$(AXE):
	npm install --silent --no-audit --no-fund --prefix $(VENV)/axe axe-core@4.14.1

test-browser: $(READY) $(AXE) $(FACE_MODELS)
	$(BIN)/pytest -q -m browser tests/browser --screenshots $(SCREENSHOTS)

tour: test-browser
	cp $(SCREENSHOTS)/tour-*.png docs/

lint: $(READY) $(FACE_MODELS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

messages: $(READY) $(FACE_MODELS)
	$(BIN)/python -m tests.support.catalogues

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) $(DYNALITE) $(FACE_MODELS) lambda-env
	$(with_dynalite) $(BIN)/python -m tests.benchmarks.store_cost && \
	$(BIN)/python -m tests.benchmarks.budget_cost 2>/dev/null && \
	$(BIN)/python -m tests.benchmarks.insight_store_cost 2>/dev/null
	$(BIN)/python -m tests.benchmarks.first_login
	$(BIN)/python -m tests.benchmarks.import_cost
	$(BIN)/python -m tests.benchmarks.report_cost
	$(BIN)/python -m tests.benchmarks.replay_cycles $(SHARED)/data/cycles-dev.csv
	$(BIN)/python -m tests.benchmarks.forecast_http
	$(BIN)/python -m tests.benchmarks.score_table --data $(SHARED)/data/cycles-dev.csv --scorer $(SHARED)/tools/score_predictions.py
	$(BIN)/python -m tests.benchmarks.lives_table --shared $(SHARED)
	$(BIN)/python -m tests.benchmarks.ovulation_charts
	$(BIN)/python -m tests.benchmarks.day_by_day --step 29
	$(BIN)/python -m tests.benchmarks.insight_table
	$(BIN)/python -m tests.benchmarks.local_analyzer
	$(BIN)/python -m tests.benchmarks.analyzer_noise
	$(BIN)/python -m tests.benchmarks.skin_table
	LAMBDA_VENV=$(LAMBDA_VENV) $(BIN)/python -m tests.benchmarks.lambda_cost
	$(BIN)/python -m tests.benchmarks.pages_cost
	$(BIN)/python -m tests.benchmarks.ten_years_pages
	$(BIN)/python -m tests.benchmarks.sealing_cost

chaos: $(READY) $(DYNALITE) $(FACE_MODELS)
	$(with_dynalite) $(BIN)/python -m tests.chaos
	MIXED_FAILURES=1000 $(BIN)/pytest -q -s tests/skin/test_mixed_failures.py 2>/dev/null
	EVERY_FAULT=1 $(BIN)/pytest -q -n 2 tests/glowcycle/aws/test_every_call.py
	$(BIN)/pytest -q -n 2 --hypothesis-profile=fuzz tests/glowcycle/{api/test_hostile_{bytes,edits},test_hostile_events,test_door}.py
	ERASED_RECORDS=10000 ERASED_PHOTOS=100 $(BIN)/pytest -q -s tests/glowcycle/person/test_large_erasure.py 2>/dev/null

$(DEPLOY_TOOLS): glowcycle/infrastructure/deploy/requirements.txt
	rm -rf $@
	$(PYTHON) -m venv $@
	$@/bin/pip install --quiet --disable-pip-version-check -r $< || { rm -rf $@; exit 1; }
	touch $@

# Every library that `make lambda-env` installs, with the hashes of its files. pip-compile keeps the
# versions that still fit; LOCK_OPTIONS=--upgrade takes the newest. Python 3.11 needs the most.
lock: $(DEPLOY_TOOLS)
	CUSTOM_COMPILE_COMMAND="make lock" $(DEPLOY_TOOLS)/bin/pip-compile --quiet --generate-hashes --allow-unsafe \
		--strip-extras --no-emit-options --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		$(LOCK_OPTIONS) --output-file requirements.lock requirements.txt

# The environment of the archive: requirements.lock alone, compiled for Lambda's Linux. pip accepts
# only files whose hashes are in the lock. placebo has no wheel, so the locked setuptools builds it:
# pip would fetch another one without looking at hashes. pip reports the hash of each file it takes.
LINUX := $(foreach glibc,34 28 17,--platform manylinux_2_$(glibc)_$(LAMBDA_MACHINE)) --platform manylinux2014_$(LAMBDA_MACHINE)
LAMBDA_PIP := $(LAMBDA_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes
# The entries of the lock with these names, which a regular expression tells.
locked = awk '/^[^ \#]/ {keep = /^($(1))==/} keep' requirements.lock
$(LAMBDA_READY): requirements.lock
	rm -rf $(LAMBDA_VENV)
	$(LAMBDA_PYTHON) -m venv $(LAMBDA_VENV)
	$(call locked,pip|setuptools|wheel|packaging) > $(LAMBDA_VENV)/tools.txt
	$(LAMBDA_PIP) --only-binary :all: -r $(LAMBDA_VENV)/tools.txt
	$(LAMBDA_PIP) --only-binary :all: --no-binary placebo --no-build-isolation \
		--report $(LAMBDA_VENV)/installed.json -r requirements.lock
	$(call locked,cffi|cryptography|fonttools|ijson|markupsafe|numpy|pillow|pyyaml) > $(LAMBDA_VENV)/compiled.txt
	$(LAMBDA_PIP) --upgrade --no-deps --only-binary :all: --report $(LAMBDA_VENV)/compiled.json \
		$(LINUX) --target "$$($(LAMBDA_VENV)/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" \
		-r $(LAMBDA_VENV)/compiled.txt
	touch $@

lambda-env: $(LAMBDA_READY) $(FACE_MODELS)

package: $(DEPLOY_TOOLS) $(FACE_MODELS) lambda-env
	. $(LAMBDA_VENV)/bin/activate && zappa package dev --output glowcycle.zip
	PYTHONWARNINGS=ignore $(LAMBDA_VENV)/bin/python -m glowcycle.infrastructure.deploy.sbom \
		$(DEPLOY_TOOLS)/bin/cyclonedx-py > glowcycle.cdx.json

test-package: $(READY) $(DEPLOY_TOOLS) $(FACE_MODELS) lambda-env
	LAMBDA_VENV=$(LAMBDA_VENV) $(BIN)/pytest -q -m package tests/package
