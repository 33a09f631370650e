# Two commands matter: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
FLAGS ?=
# The slower half of the tests, on two cores: the browser's and the pages', and others to make both as long.
APART := tests/browser tests/pages tests/cases/test_records.py
# The tests start the app and the commands many times: what is compiled once is kept, whatever the environment says.
export PYTHONDONTWRITEBYTECODE =

.PHONY: help run test spark check format deployed locked bom services pictures bench clean
.DEFAULT_GOAL := help

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

run: $(VENV)/.installed ## set up everything in .venv and serve the app to this machine, printing its address
	JSNA_UPLOADS=$${JSNA_UPLOADS:-yes} JSNA_LOCAL=$${JSNA_LOCAL:-yes} $(BIN)/streamlit run app.py $(FLAGS)

test: check services ## set up, then pass every check and every test, the browser's included
ifeq ($(FLAGS),)
	@echo "The tests in $(APART) run beside the others; what they say follows."
	@said=$$(mktemp); $(BIN)/python -m pytest $(APART) >"$$said" 2>&1 & apart=$$!; \
	  trap 'kill $$apart 2>/dev/null' INT TERM; \
	  $(BIN)/python -m pytest $(APART:%=--ignore=%); others=$$?; \
	  wait $$apart; apart=$$?; cat "$$said"; rm "$$said"; test $$others$$apart = 00
else
	$(BIN)/python -m pytest $(FLAGS)
endif

spark: $(VENV)/.installed-spark ## add Spark (half a gigabyte), so that `make test` counts on it too; it needs Java 17

check: $(VENV)/.installed-dev ## style, types, layers, unsafe calls and the figures under data/, without the tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	@$(BIN)/jsna check & figures=$$!; $(BIN)/bandit --quiet --configfile pyproject.toml --recursive src pages app.py & safe=$$!; \
	  $(BIN)/mypy; types=$$?; wait $$figures && wait $$safe && exit $$types

format: $(VENV)/.installed-dev ## put the code in the house style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

deployed: $(VENV)/.installed-deployed ## install a server in .venv: no file but those whose hashes deployment.txt holds

locked: $(VENV)/.installed-supply ## write deployment.txt anew: what a server installs, each file by its hash
	echo 'setuptools>=77' | $(BIN)/uv pip compile --quiet --universal --python-version 3.11.5 --constraint constraints.txt \
	  --extra postgresql --generate-hashes --no-header --no-annotate --no-emit-package jsna --output-file deployment.txt \
	  pyproject.toml - >/dev/null

bom: $(VENV)/.installed-supply ## write build/bom.json, the bill of materials of a server, from deployment.txt (CycloneDX)
	@mkdir -p build
	$(BIN)/cyclonedx-py requirements deployment.txt --pyproject pyproject.toml --output-reproducible --of JSON -o build/bom.json

services: $(VENV)/.installed-dev ## make sure of what the tests need beside Python: a browser, and what tests/services/ names
	$(BIN)/python tests/browser/chromium.py
	for each in tests/services/*.py; do $(BIN)/python "$$each" || exit 1; done

pictures: services ## take a picture of every page at a desk and on a phone, for docs/images
	$(BIN)/python -m tests.browser.pictures $(FLAGS)

bench: $(VENV)/.installed-bench ## measure what benchmarks/README.md promises
	for each in benchmarks/*.py; do echo "== $$each"; $(BIN)/python -m "benchmarks.$$(basename "$$each" .py)" || missed=1; done; \
	  test -z "$$missed"

clean: ## remove .venv and every cache
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed. If it has another name here: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv"; exit 1; }

# A stamp is renewed when what it was made from changes; otherwise nothing is installed again.
$(VENV)/.installed: $(BIN)/python pyproject.toml constraints.txt
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.installed-dev: $(BIN)/python pyproject.toml constraints.txt
	$(INSTALL) --editable '.[dev]'
	@touch $(VENV)/.installed $@

$(VENV)/.installed-spark: $(BIN)/python pyproject.toml constraints.txt
	$(INSTALL) --editable '.[dev,spark]'
	@touch $(VENV)/.installed $(VENV)/.installed-dev $@

# Setuptools is among what has been checked by then, so nothing is fetched to build the project itself.
$(VENV)/.installed-deployed: $(BIN)/python pyproject.toml deployment.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r deployment.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(VENV)/.installed $@

$(VENV)/.installed-supply: $(BIN)/python pyproject.toml constraints.txt
	$(INSTALL) --editable '.[dev,supply]'
	@touch $(VENV)/.installed $(VENV)/.installed-dev $@

$(VENV)/.installed-bench: $(BIN)/python pyproject.toml constraints.txt
	$(INSTALL) --editable '.[dev,bench]'
	@touch $(VENV)/.installed $(VENV)/.installed-dev $@
