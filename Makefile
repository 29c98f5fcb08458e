# Everything that is done with this checkout. `make` lists it.
#
# There is one virtual environment, .venv; the program runs from the checkout and is not installed in it. A lock file
# that is newer than its stamp is installed again, so a prepared checkout starts at once.

PYTHON ?= python3
PORT ?= 8000
PROCESSES ?= 2
CITIES ?= 1000
BENCH ?= .bench.json

python := .venv/bin/python
install := $(python) -m pip install --quiet --disable-pip-version-check --require-hashes
pytest := $(python) -m pytest --numprocesses $(PROCESSES) --dist loadfile
compile := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

# Of the pages: what is written, and the last file that is built of it.
sources := $(shell find api/web -name node_modules -prune -o -name built -prune -o -type f -print 2>/dev/null)
built := api/web/built/.vite/manifest.json

.DEFAULT_GOAL := help
.PHONY: help serve pages test long bench check format schema lock chart wheel
.DELETE_ON_ERROR:

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/make \1@\2/p' $(MAKEFILE_LIST) | while IFS=@ read -r name what; do printf '%-12s %s\n' "$$name" "$$what"; done

serve: .venv/prepared ## set up, build the pages if they are not, and serve http://127.0.0.1:8000/graphql; PORT=9000 for another port
	@$(MAKE) --quiet --no-print-directory pages || echo 'The pages were not built, for the reason above: the API is served all the same.' >&2
	@exec $(python) -m api serve --port $(PORT)

pages: $(built) ## build the pages, with the Node that pip brings

test: .venv/testing $(built) ## run the tests, on both engines where Java and Maven are, with Node's clients where Node is, in a browser where Chromium is, and measure coverage; PROCESSES=4 for more at once
	@$(pytest) --ignore tests/browser --ignore tests/faults --cov --cov-report= --junitxml=.pytest_cache/report.xml
	@$(pytest) tests/faults --cov --cov-append --cov-report=
	@tests/browser/alone.sh $(pytest) tests/browser --cov --cov-append

long: .venv/testing ## run the tests that take minutes
	@$(python) -m pytest -m long tests/long
	@MUEANG_EXAMPLES=$${MUEANG_EXAMPLES:-100} $(python) -m pytest tests/live/test_drawn_questions.py
	@MUEANG_EXAMPLES=$${MUEANG_EXAMPLES:-1000} $(python) -m pytest tests/live/test_selection.py

bench: .venv/testing ## measure beside @neo4j/graphql, on one Neo4j, in some 20 minutes; QUICK=1 for two; CITIES=100000 for more
	@$(python) -m tests.bench --cities $(CITIES) $(if $(QUICK),--quick,) --write $(BENCH)

check: .venv/testing ## check format, lint, types, imports, the schema and what it promises, the house, and what it is made of; only known holes are asked for in the network
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(python) -m api schema --check --since docs/announced.graphql --announced CHANGELOG.md
	.venv/bin/hadolint deploy/image/Containerfile
	$(python) -m pytest --quiet tests/test_house.py tests/deploy/test_supply.py

format: .venv/testing ## put the code into its form
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

schema: .venv/testing ## write schema.graphql anew
	$(python) -m api schema > .venv/schema.graphql
	mv .venv/schema.graphql schema.graphql

lock: .venv/testing ## write the lock files anew after a change of pyproject.toml; UPGRADE=--upgrade for newest versions
	$(compile) $(UPGRADE) pyproject.toml --extra embedded --extra otel --extra redis --output-file requirements.lock
	$(compile) $(UPGRADE) pyproject.toml --extra embedded --extra otel --extra redis --output-file requirements-dev.lock --group dev
	$(compile) $(UPGRADE) --output-file requirements-pages.lock --group pages
	$(compile) $(UPGRADE) --output-file deploy/image/build.lock --group build --constraint requirements-dev.lock
	$(compile) $(UPGRADE) --output-file deploy/image/serve.lock pyproject.toml --extra mcp --extra otel --extra redis --constraint requirements-dev.lock
	$(compile) $(UPGRADE) --output-file deploy/audit.lock --group audit
	$(compile) $(UPGRADE) --output-file tests/clients/requirements.lock --group codegen

chart: .venv/testing ## have Helm make the manifests anew that are committed beside the chart, after a change of it
	$(python) -m tests.deploy.rendering

wheel: .venv/testing ## build the wheel into dist/
	$(python) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

# pip is the last thing that `venv` makes: where it is, the environment is whole.
.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "$(PYTHON) is not Python 3.11 or later: run \`make PYTHON=python3.11 $(MAKECMDGOALS)\`, or the like" >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/serving: requirements.lock | .venv/bin/pip
	@echo 'Installing what requirements.lock names into .venv; the first time, that is about 100 MB.'
	@$(install) --requirement requirements.lock
	@touch $@

# What the engine loads is kept: other seed files, or other code that loads them, are loaded and kept anew.
.venv/prepared: .venv/serving $(wildcard seeds/*.yaml) $(shell find graph -name '*.py')
	-@$(python) -m api prepare
	@touch $@

$(built): requirements-pages.lock $(sources) | .venv/serving
	@echo 'Building the pages; the first time, Node and the libraries of the pages are fetched: about 100 MB.'
	@$(install) --requirement requirements-pages.lock
	@$(python) -m api pages
	@touch $@

# What serving needs is in the lock of the tests too.
.venv/testing: requirements-dev.lock | .venv/bin/pip
	@echo 'Installing what requirements-dev.lock names into .venv.'
	@$(install) --requirement requirements-dev.lock
	@touch .venv/serving $@
