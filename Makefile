# Two commands: `make site` builds the site, `make test` runs every test. Both install what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# npm from the machine, or from the PyPI package that ships Node
NPM := $(shell command -v npm || echo $(BIN)/npm)
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: site test check setup setup-dev clean

site: setup
	$(BIN)/invoke ingest build
	@echo "Look at it:  $(BIN)/invoke serve"

setup: $(VENV)/.runtime node_modules/.installed

setup-dev: setup $(VENV)/.dev

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Warraq needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements/runtime.txt requirements/node.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	command -v npm >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

node_modules/.installed: package.json package-lock.json | $(VENV)/.runtime
	$(NPM) ci --silent
	touch $@

test: setup-dev
	tests/install-browser
	tests/install-servers
	$(BIN)/invoke lint
	$(NPM) test --silent
	$(BIN)/python -m pytest

clean:
	rm -rf output content/articles content/.ingest content/.build
