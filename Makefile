# Everything a user or a contributor runs. `make demo` and `make test` need git, make and Python 3.11 or newer, nothing else.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
SGD    ?= ../shared/data/sgd

.PHONY: demo test lint bench bench-language allure serve clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.runtime                ## play every feature on the embedded defaults
	$(BIN)/callproof run

test: $(VENV)/.dev lint               ## the project's own tests and quality checks, on SQLite and PostgreSQL
	$(BIN)/python -m pytest -n 2 -q

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev                   ## calls per second, and where the time goes
	$(BIN)/python -m tests.benchmarks.conversation

bench-language: $(VENV)/.dev          ## recognisers against real dialogues: make bench-language SGD=folder
	$(BIN)/python -m tests.benchmarks.language $(SGD)

allure:                               ## the rich report; needs Node 20 or newer
	npx --yes allure@3.18.0 generate reports/allure-results --config reports/allurerc.yml

serve: $(VENV)/.runtime               ## the reference booking backend on port 3001
	$(BIN)/callproof serve booking

clean:
	rm -rf $(VENV) dist build reports/index.html reports/junit.xml reports/calls reports/allure-results reports/allure-report

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "callproof needs Python 3.11 or newer; this is " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@ $(VENV)/.runtime
