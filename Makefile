# Everything happens in .venv; a uv of our own goes into .uv when there is none. Needs Python 3.11 or newer and a package registry.
PYTHON ?= python3
UV ?= $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
BIN := .venv/bin
# Tests wait for servers and browsers more than they compute.
AT_ONCE ?= 2
CODE := graph ingest api visualisations

.PHONY: demo test check bench lock generated clean help

help: ## List the targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

demo: .venv/.run ## Start a local Neo4j, read the samples, write the pages, serve the API
	$(BIN)/policygraph demo $(ARGS)

test: .venv/.dev ## Run all tests, two files at a time, on Neo4js of their own
	$(BIN)/python -m pytest -n $(AT_ONCE) --dist loadscope $(ARGS)

check: .venv/.dev ## Format, lint, strict types, import layers, dependencies, dead code
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/vulture

bench: .venv/.dev ## Run the benchmarks; CORPUS=folder measures extraction on annotated documents
	$(BIN)/python -m benchmarks $(CORPUS)

lock: $(UV) ## Resolve the dependencies anew
	$(UV) pip compile --universal --generate-hashes --python-version 3.11 --extra local --no-annotate --no-header -q pyproject.toml -o requirements.lock
	$(UV) pip compile --universal --generate-hashes --python-version 3.11 --extra local --group dev --no-annotate --no-header -q pyproject.toml -o requirements-dev.lock

generated: .venv/.run ## Write the files that are made from graph/kinds.py, the catalogue and the table of rules
	$(BIN)/policygraph schema --write
	$(BIN)/python -c "from ingest.explain.rules import rules_page; print(rules_page(), end='')" > docs/rules.md

clean: ## Remove the environments and caches of this folder
	rm -rf .venv .uv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

.uv/bin/uv:
	$(PYTHON) -m venv .uv
	.uv/bin/pip install --quiet "uv>=0.9"

.venv/bin/python: | $(UV)
	$(UV) venv --quiet --python $(PYTHON) .venv

.venv/.run: requirements.lock pyproject.toml | .venv/bin/python
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps -e .
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml | .venv/bin/python
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps -e .
	@touch $@ .venv/.run
