# Everything is made in .venv from the locked requirements; nothing is installed on the machine.

PYTHON ?= python3
BIN := .venv/bin
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
export CHROMIUM
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: demo demo-reset test check fix bench deep mutants lock

demo: .venv/run ## Safe Return with invented children, on http://127.0.0.1:8000
	@$(BIN)/safereturn demo

demo-reset: .venv/run ## forget what was typed into the demonstration
	@$(BIN)/safereturn demo-reset

# Two halves of about the same length, one on each core: a second run of pytest makes a database of its own.
FIRST_HALF := tests/protocol tests/handbook tests/oracle tests/apps/config tests/apps/access tests/apps/duties
SECOND_HALF := $(FIRST_HALF:%=--ignore=%)

test: .venv/dev ## all tests
ifneq ($(CHROMIUM),)
	@$(call both,)
else ifeq ($(REQUIRE_BROWSER),1)
	@echo "No Chromium is found, and REQUIRE_BROWSER=1 asks for the browser journeys. Install Chromium, or name it with CHROMIUM=."
	@exit 1
else
	@$(call both,--ignore=tests/journeys)
	@echo "browser journeys: not run"
endif

define both
mkdir -p var; $(BIN)/pytest -q $(FIRST_HALF) >var/first-half.log 2>&1 & first=$$!; \
	$(BIN)/pytest -q $(SECOND_HALF) $(1); of_second=$$?; \
	wait $$first; of_first=$$?; cat var/first-half.log; exit $$((of_first + of_second))
endef

check: .venv/dev ## style, types, layers and migrations; changes nothing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/safereturn missing-migrations

fix: .venv/dev ## format, and mend what can be mended
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: .venv/bench ## how fast it is, beside others; about four minutes
	@$(BIN)/python -m benchmarks

deep: .venv/dev ## the same rules with many more invented children, and many more kills, for a quiet hour
	HYPOTHESIS_PROFILE=deep $(BIN)/pytest -q --stepwise tests/protocol tests/handbook
	$(BIN)/python -m tests.oracle
	KILLS=10 $(BIN)/pytest -q tests/kills
	WORLDS=200 INTERLEAVINGS=1000 $(BIN)/pytest -q -s tests/apps/access/test_wall_and_door.py tests/apps/access/test_revoked.py
	EMERGENCIES=1000 PRYING="41 42 43 44 45" $(BIN)/pytest -q -s tests/apps/privacy
	POLICY=whole $(BIN)/pytest -q -s tests/apps/access/test_policy.py
	PAIRS=39 $(BIN)/pytest -q -s tests/apps/access/test_non_interference.py

mutants: .venv/dev ## whether the tests notice a wrong rule, for two quiet hours; called again it goes on, FILES= names some
	@$(PIP) "cosmic-ray>=8.7,<9"
	@$(BIN)/python -m tests.mutants $(FILES)

lock: ## resolve the requirements anew (needs uv)
	uv pip compile $(LOCK) --extra embedded --extra dev -o requirements/dev.txt pyproject.toml
	uv pip compile $(LOCK) --extra embedded -c requirements/dev.txt -o requirements/run.txt pyproject.toml
	uv pip compile $(LOCK) --extra embedded --extra bench -c requirements/dev.txt -o requirements/bench.txt pyproject.toml

LOCK := -q --group install --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header

.venv/run: requirements/run.txt pyproject.toml
	@echo "Preparing .venv ..."
	@$(PYTHON) -m venv .venv
	@$(PIP) --require-hashes -r requirements/run.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

.venv/bench: .venv/run requirements/bench.txt
	@$(PIP) --require-hashes -r requirements/bench.txt
	@touch $@
