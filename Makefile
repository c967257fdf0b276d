# Two commands: `make demo` does the main job, `make test` checks everything. Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check lint types unit golden bench model clean help

help:
	@echo "make demo    the whole job on the shipped corpus, into demo/"
	@echo "make test    lint, types, lexmatch check, and all tests"
	@echo "make golden  write the golden files anew (look at the difference before you commit it)"
	@echo "make bench   the benchmarks"
	@echo "make model   learn the words of concepts anew; LABELS= and TEXTS= name labelled provisions and their texts"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("lexmatch needs Python 3.11 or newer; set PYTHON=python3.12, say") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[semantic,cluster]' \
		|| echo "The extras semantic and cluster cannot be installed here: their tests are skipped."
	@touch $@ $(VENV)/.run

demo: $(VENV)/.run
	$(BIN)/lexmatch demo demo

test: lint types check unit

lint: $(VENV)/.dev
	$(BIN)/ruff format --check lexmatch tests tools bench
	$(BIN)/ruff check lexmatch tests tools bench

types: $(VENV)/.dev
	$(BIN)/mypy

check: $(VENV)/.dev
	$(BIN)/lexmatch check corpus crosswalks

unit: $(VENV)/.dev
	$(BIN)/pytest -n auto --cov=lexmatch --cov-report=term:skip-covered --cov-fail-under=90

golden: $(VENV)/.dev
	$(BIN)/pytest --update-golden -q

bench: $(VENV)/.dev
	for script in bench/*.py; do echo "== $$script"; $(BIN)/python $$script; done

model: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check scikit-learn
	$(BIN)/python tools/annotation_model.py $(if $(LABELS),--labels $(LABELS) --texts $(TEXTS))

clean:
	rm -rf $(VENV) demo build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
