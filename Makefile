# "make app" and "make test" set up everything they need in $(VENV): once, and again when requirements.lock or pyproject.toml
# has changed, when the folder has moved, or when the environment no longer works.

PYTHON ?= python3
VENV ?= .venv
PYTEST_ARGS ?=
APP_ARGS ?=
LOCK_ARGS ?=
SCREENSHOT_ARGS ?=
# Two processes share the files of the suite; SIDE_BY_SIDE= runs it in one.
SIDE_BY_SIDE ?= -n 2 --no-loadscope-reorder

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
SOURCES := crosswalk tests tools benchmarks app.py

# What an environment was made from. Each step of the set-up leaves its own record behind when it is done, so a set-up that was
# interrupted is taken up again where it stopped.
LOCKED := { pwd -P; cat requirements.lock; }
READY := { pwd -P; cat requirements.lock pyproject.toml; }

# One package comes as source only. What its build needs is taken from the lock first, so that no build fetches anything unpinned.
BUILDERS := sed -n -E '/^(cython|setuptools)==/,/[^\]$$/p' requirements.lock

# A Python named by hand must be the one in the environment; without one, whatever works there will do.
ifeq ($(origin PYTHON),file)
SAME_PYTHON := $(BIN)/python -V
else
SAME_PYTHON := test "$$($(BIN)/python -V 2>&1)" = "$$($(PYTHON) -V 2>&1)"
endif

.DEFAULT_GOAL := help
.PHONY: help app test slow lint format screenshots lock setup clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | awk -F '\t' '{ printf "  make %-12s %s\n", $$1, $$2 }'
	@echo "Settings: PYTHON=python3.13  VENV=.venv  PYTEST_ARGS='-k coverage'  APP_ARGS=…  LOCK_ARGS=--upgrade"

app: setup ## start the explorer and print its address
	@$(BIN)/crosswalk app $(APP_ARGS)

test: setup ## run every test, the linters and the examples of README.md among them
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE) $(PYTEST_ARGS)

slow: setup ## run what takes long: the same checks on many more cases, once an issue
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE) -m slow $(PYTEST_ARGS)

lint: setup ## check style, types, layers and the lock
	@$(BIN)/ruff check --quiet $(wildcard $(SOURCES))
	@$(BIN)/ruff format --quiet --check $(wildcard $(SOURCES))
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python tools/lock.py --check

format: setup ## put the Python files into the one form that "make lint" accepts
	@$(BIN)/ruff check --quiet --fix-only $(wildcard $(SOURCES))
	@$(BIN)/ruff format $(wildcard $(SOURCES))

screenshots: setup ## take a picture of every page of the explorer (needs Chromium)
	@$(BIN)/python tools/screenshots.py $(SCREENSHOT_ARGS)

lock: ## make requirements.lock again from pyproject.toml
	@$(PYTHON) tools/lock.py $(LOCK_ARGS)

setup: ## make the environment that the other targets run in
	@if $(READY) | cmp -s - $(VENV)/.ready && $(SAME_PYTHON) >/dev/null 2>&1; then exit 0; fi; \
	say() { echo "$$*" >&2; }; \
	rm -f $(VENV)/.ready; \
	if ! { $(LOCKED) | cmp -s - $(VENV)/.locked && $(SAME_PYTHON) >/dev/null 2>&1; }; then \
	    found=$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || { \
	        say "The command '$(PYTHON)' does not run: install Python 3.11 or newer, or name one, as in 'make PYTHON=python3.13 $(or $(firstword $(MAKECMDGOALS)),test)'."; exit 1; }; \
	    $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	        say "'$(PYTHON)' is Python $$found, and this project needs 3.11 or newer: name one, as in 'make PYTHON=python3.13 $(or $(firstword $(MAKECMDGOALS)),test)'."; exit 1; }; \
	    $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	        say "Python $$found here has no venv or ensurepip module, which the set-up needs: on Debian and Ubuntu the package python$$found-venv brings it ('apt-get install python$$found-venv')."; exit 1; }; \
	    say "Setting up $(VENV) with Python $$found and the packages of requirements.lock: once, a minute or more, about 1 GB on disk …"; \
	    $(PYTHON) -m venv --clear $(VENV) || { \
	        say "'$(PYTHON) -m venv $(VENV)' failed, for the reason printed above."; exit 1; }; \
	    $(BUILDERS) > $(VENV)/builders.txt; \
	    { $(PIP) install -qq --no-deps --require-hashes --requirement $(VENV)/builders.txt && \
	      $(PIP) install -qq --no-deps --require-hashes --no-build-isolation --requirement requirements.lock; } || { \
	        say "pip could not install requirements.lock, for the reason printed above; once that is put right, run make again."; exit 1; }; \
	    $(LOCKED) > $(VENV)/.locked.new && mv $(VENV)/.locked.new $(VENV)/.locked || exit 1; \
	fi; \
	$(PIP) install -qq --no-build-isolation --no-deps --editable . || { \
	    say "pip could not install this folder into $(VENV), for the reason printed above; once that is put right, run make again."; exit 1; }; \
	broken=$$($(PIP) check) || { \
	    say "$$broken"; say "requirements.lock does not satisfy pyproject.toml, as printed above: run 'make lock'."; exit 1; }; \
	$(READY) > $(VENV)/.ready.new && mv $(VENV)/.ready.new $(VENV)/.ready || exit 1; \
	say "$(VENV) is ready."

clean: ## remove the environments, caches and built files
	rm -rf .venv .venv-* $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find crosswalk tests tools -name __pycache__ -prune -exec rm -rf {} +
