# A machine needs Python 3.11 to 3.14, make and git; all else comes into .venv.
.DEFAULT_GOAL := help
.PHONY: help run test check fmt demo bench faults lighthouse messages lock
.PHONY: programs-for-tests
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
PYTHON := $(BIN)/python
RUNTIME := .venv/installed
DEVELOPMENT := .venv/installed-dev
TEMPLATES := $(shell find templates -name '*.html')
# Checks see the hub as a live site has it, whatever this machine sets for itself.
PRODUCTION := env DEBUG= DEMO_ALLOWED= SITE_URL=https://hub.example.org \
  ALLOWED_HOSTS=hub.example.org TRUSTED_PROXIES=1 DATABASE_URL=sqlite://:memory: \
  EMAIL_URL=smtp+tls://hub:secret@mail.example.org:587 \
  DEFAULT_FROM_EMAIL=hub@example.org VAR_DIR=var/check \
  SECRET_KEY=only-for-make-check-0123456789-abcdefghijklmnopqrstuvwxyz
PORT ?= 8000
export PORT
export PIP_DISABLE_PIP_VERSION_CHECK = 1
PIP_INSTALL := $(PYTHON) -m pip install --quiet --requirement

help:  ## this list
	@echo "The Spotlight hub. In a fresh clone, try: make run"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | \
	  awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

run: export DEBUG = 1
run: $(RUNTIME)  ## the hub with its demo on http://localhost:8000 (PORT=8123 for another)
	@$(PYTHON) manage.py serve --demo

demo: export DEBUG = 1
demo: $(RUNTIME)  ## load what is new in the demo; SCALE=100 adds 100 of each kind
	@$(PYTHON) manage.py prepare
	@$(PYTHON) manage.py load_demo --scale $(or $(SCALE),0)

# Four at once: much of a browser's and of a killed server's time is waiting. PostgreSQL's
# tests wait for a server at each statement, and would be last: the others let it go first.
PART := tests/events tests/faults tests/spaces tests/stories
ON_SQLITE := TEST_ENGINE=sqlite nice -n 5 $(BIN)/pytest
test: $(DEVELOPMENT) programs-for-tests check  ## everything, on SQLite and on PostgreSQL at once
	@TEST_ENGINE=postgresql $(BIN)/pytest -m "not (browser or once) or postgres" \
	  > .venv/postgresql 2>&1 & postgresql=$$!; \
	$(ON_SQLITE) tests/browser > .venv/browser 2>&1 & browser=$$!; \
	$(ON_SQLITE) $(PART) > .venv/part 2>&1 & part=$$!; \
	trap 'kill $$postgresql $$browser $$part 2> /dev/null' INT TERM; failed=0; \
	$(ON_SQLITE) $(PART:%=--ignore=%) --ignore=tests/browser || failed=1; \
	wait $$part || failed=1; cat .venv/part; \
	wait $$browser || failed=1; cat .venv/browser; \
	wait $$postgresql || failed=1; cat .venv/postgresql; \
	[ $$failed = 0 ] || echo "Failed: see the lines above, of SQLite and of PostgreSQL."; \
	exit $$failed

check: $(DEVELOPMENT)  ## style, imports between rooms, migrations, messages, settings: half a minute
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || \
	  { echo "Not formatted: run make fmt."; exit 1; }
	@$(BIN)/djade --check --target-version 5.2 $(TEMPLATES) > .venv/output 2>&1 || \
	  { cat .venv/output; exit 1; }
	@$(BIN)/djhtml --check $(TEMPLATES) > .venv/output 2>&1 || { cat .venv/output; exit 1; }
	@$(BIN)/lint-imports --no-logo > .venv/output 2>&1 || { cat .venv/output; exit 1; }
	@$(PRODUCTION) $(PYTHON) manage.py makemigrations --check --dry-run > .venv/output || \
	  { cat .venv/output; exit 1; }
	@$(PRODUCTION) $(PYTHON) manage.py check --deploy --fail-level WARNING
	@$(PRODUCTION) $(PYTHON) manage.py check_messages
	@echo "make check: all well."

fmt: $(DEVELOPMENT)  ## put Python and templates in their form
	@$(BIN)/ruff check --quiet --fix . || true
	@$(BIN)/ruff format --quiet .
	@$(BIN)/djade --target-version 5.2 $(TEMPLATES) || true
	@$(BIN)/djhtml $(TEMPLATES) 2> /dev/null || true

messages: $(DEVELOPMENT)  ## gather the texts of the code into locale/da for translation
	@$(PRODUCTION) $(PYTHON) manage.py gather_messages

bench: $(DEVELOPMENT)  ## requests per second beside a bare Django view on the same server
	@$(PYTHON) -m tests.bench

faults: $(DEVELOPMENT)  ## the long figures: rivals, killed programs, full disks
	@ROUNDS=$(or $(ROUNDS),40x) $(BIN)/pytest tests/faults -m faults

lighthouse: $(DEVELOPMENT)  ## Google's page report, where Node is there
	@command -v npx > /dev/null || { echo "make lighthouse needs Node (npx)."; exit 1; }
	@$(PYTHON) -m tests.bench.lighthouse

lock: $(DEVELOPMENT)  ## compile the *.in files into pinned requirements
	@CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --strip-extras \
	  --annotation-style=line requirements.in
	@CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --strip-extras \
	  --annotation-style=line requirements-dev.in

$(DEVELOPMENT): $(RUNTIME) requirements-dev.txt
	@echo "Installing what tests and checks need ..."
	@$(PIP_INSTALL) requirements-dev.txt
	@touch $@

$(RUNTIME): $(PYTHON) requirements.txt
	@echo "Installing what the hub needs ..."
	@$(PIP_INSTALL) requirements.txt
	@touch $@

# A suitable Python brings venv, pip and a SQLite that Django knows.
SUITABLE := import ensurepip, sqlite3, sys, venv; \
  sys.exit(not ((3, 11) <= sys.version_info < (3, 15) \
  and sqlite3.sqlite_version_info >= (3, 31)))
$(PYTHON):
	@for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$name -c '$(SUITABLE)' 2> /dev/null; then \
	    echo "Making .venv with $$($$name --version) ..."; \
	    exec $$name -m venv --clear .venv; \
	  fi; \
	done; \
	echo "No suitable Python here: the hub needs Python 3.11 to 3.14 with venv and SQLite" \
	  "3.31 or newer. On Debian or Ubuntu: apt install python3-venv"; \
	exit 1

# Root on Debian installs what is missing; elsewhere the tests that need it say so.
# Chromium's shell draws no window around a page: a visit takes a third of the work.
programs-for-tests:
	@missing=; \
	command -v xgettext > /dev/null || missing="gettext"; \
	command -v calcurse > /dev/null || missing="$$missing calcurse"; \
	command -v chromium-headless-shell > /dev/null || command -v google-chrome > /dev/null || \
	  missing="$$missing chromium-headless-shell"; \
	if [ -n "$$missing" ] && [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
	  echo "Installing $$missing for the tests ..."; \
	  { apt-get update -qq; \
	    apt-cache show chromium-headless-shell || missing="$${missing%-headless-shell}"; \
	    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y \
	    --no-install-recommends $$missing; } > .venv/apt 2>&1 < /dev/null || \
	    { tail -3 .venv/apt; echo "Without $$missing, what needs it is skipped."; }; \
	fi
