# `make` alone lists the targets. Everything runs from .venv, which is made from the hashed locks in requirements/.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NATIVE ?= 1
PYTEST_ARGS ?=
BENCH_ARGS ?=
ECOSYSTEM_ARGS ?=
COMPARE_ARGS ?=
SOURCES = $(wildcard wxlint rules tests tools benchmarks)

.DEFAULT_GOAL := help
.PHONY: help setup setup-run native demo test tests tests-native lint format types layers bench bench-quick docs ecosystem compare-official lock clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Two levels of set-up: what the tool needs, and on top of it what its tests need. A stamp says which lock a level was
# installed from. Having the second is having the first.
$(BIN)/.run: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "wxlint needs Python 3.10 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	@test -x $(BIN)/python || $(PYTHON) -m venv --clear $(VENV) || $(PYTHON) -m virtualenv --quiet $(VENV) || \
		{ rm -rf $(VENV); echo "No virtual environment: on Debian and Ubuntu, apt install python3-venv" >&2; exit 1; }
	@echo "Setting up $(VENV) from $<"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(BIN)/.dev: requirements/dev.txt $(BIN)/.run
	@echo "Setting up $(VENV) from $<"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# Not needed, but half the time of a cold run. It is made once more when what it was made from has changed.
native: $(BIN)/.run  ## compile what takes a cold run's time, where there is a C compiler; NATIVE=0: do not
	@test "$(NATIVE)" = 0 || $(BIN)/python tools/native.py

setup-run: $(BIN)/.run native  ## .venv with what the tool needs

setup: $(BIN)/.dev native  ## .venv with what working on it needs too

demo: $(BIN)/.run native  ## check the flawed sample project and show the findings
	@$(BIN)/wxlint check sample_projects/coffee_shop || test $$? -eq 1

test: native tests tests-native lint types layers  ## everything that must hold before a commit

tests: $(BIN)/.dev  ## the test suite; PYTEST_ARGS="-k name" narrows it
	$(BIN)/pytest $(PYTEST_ARGS)

tests-native: $(BIN)/.dev native  ## those tests once more that say what the interpreter finds, of its compiled copy
	WXLINT_NATIVE=1 $(BIN)/pytest --quiet tests/rules tests/link tests/rehearsal tests/samples

lint: $(BIN)/.dev  ## ruff: style and common mistakes
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)

format: $(BIN)/.dev  ## ruff: mend what it can mend
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

types: $(BIN)/.dev  ## mypy, strict
	$(BIN)/mypy $(SOURCES)

layers: $(BIN)/.dev  ## import-linter: imports run one way
	$(BIN)/lint-imports --no-cache

bench: $(BIN)/.run native  ## speed and memory, against other linters; BENCH_ARGS=--help
	$(BIN)/python -m benchmarks $(BENCH_ARGS)

bench-quick: $(BIN)/.run native  ## the same in two minutes: fewer rounds, no linter that takes long
	$(BIN)/python -m benchmarks --quick $(BENCH_ARGS)

docs: $(BIN)/.run  ## rewrite what the documents quote from the tool
	$(BIN)/python tools/documents.py

ecosystem: $(BIN)/.run native  ## check real projects: ECOSYSTEM_ARGS="FOLDER…"
	$(BIN)/python tools/ecosystem.py $(ECOSYSTEM_ARGS)

compare-official: $(BIN)/.run  ## our verdict on configuration beside the vendor's: COMPARE_ARGS="FOLDER…" (needs node, npm)
	$(BIN)/python tools/compare_official.py $(COMPARE_ARGS)

lock:  ## make the locks in requirements/ again (needs uv)
	uv pip compile --no-config --quiet --universal --python-version 3.10 --generate-hashes --no-annotate \
		--custom-compile-command "make lock" pyproject.toml --group build -o requirements/run.txt
	uv pip compile --no-config --quiet --universal --python-version 3.10 --generate-hashes --no-annotate \
		--custom-compile-command "make lock" --constraint requirements/run.txt \
		--group native -o requirements/native.txt
	uv pip compile --no-config --quiet --universal --python-version 3.10 --generate-hashes --no-annotate \
		--custom-compile-command "make lock" --constraint requirements/run.txt --constraint requirements/native.txt \
		pyproject.toml --extra lsp --group build --group dev -o requirements/dev.txt

clean:  ## remove .venv and what the tools left behind
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
