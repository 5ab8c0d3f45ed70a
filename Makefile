# Two commands: `make site` builds the site, `make test` runs every test. Both install what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# npm from the machine, or from the PyPI package that ships Node
NPM := $(shell command -v npm || echo $(BIN)/npm)
export PATH := $(CURDIR)/$(BIN):$(PATH)
# How many processes run the tests: what CI has cores for, and a machine of one core can hold. `auto` would take two
# hyperthreads for one core; some tests start two processes of their own, and each worker has a browser
WORKERS ?= 2
PYTEST := -m pytest --numprocesses $(WORKERS) --dist worksteal

.PHONY: site test coverage check setup setup-dev servers clean

site: setup
	$(BIN)/invoke ingest build
	@echo "Look at it:  $(BIN)/invoke serve"

setup: $(VENV)/.runtime node_modules/.installed

setup-dev: setup $(VENV)/.dev

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Warraq needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

# What is installed is known by what its lock files hold, not by their times: a checkout has new times, and a CI's cache
# brings back what was installed
sum = $$(cat $(1) | cksum)

$(VENV)/.runtime: requirements/runtime.txt requirements/node.txt pyproject.toml | $(VENV)/bin/python
	@if [ "$(call sum,$^)" != "$$(cat $@ 2>/dev/null)" ]; then set -ex; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt; \
	  command -v npm >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.txt; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .; \
	fi
	@echo "$(call sum,$^)" >$@

$(VENV)/.dev: requirements/dev.txt | $(VENV)/.runtime
	@if [ "$(call sum,$^)" != "$$(cat $@ 2>/dev/null)" ]; then set -ex; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt; \
	fi
	@echo "$(call sum,$^)" >$@

node_modules/.installed: package.json package-lock.json | $(VENV)/.runtime
	@if [ "$(call sum,$^)" != "$$(cat $@ 2>/dev/null)" ]; then set -ex; $(NPM) ci --silent; fi
	@echo "$(call sum,$^)" >$@

# The web servers and rsync of the publishing tests, where they can be installed (Debian, as root)
servers:
	tests/install-servers

test: setup-dev servers
	tests/install-browser
	$(BIN)/invoke lint
	$(NPM) test --silent
	$(BIN)/python $(PYTEST)

# Every test once more, and what they run of the packages; fails under 97 % of lines or 90 % of branches
coverage: setup-dev servers
	tests/install-browser
	$(BIN)/coverage erase
	$(BIN)/coverage run $(PYTEST)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report
	$(BIN)/coverage json --quiet
	$(BIN)/python bench/coverage_floor.py --lines 97 --branches 90

clean:
	rm -rf output content/articles content/.ingest content/.build
