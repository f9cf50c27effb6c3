# Two commands for a newcomer: `make run` and `make test`. Everything lives in .venv and DATA_DIR (default: instance/).
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
FLASK  := $(BIN)/flask --app app
export PYTHONDONTWRITEBYTECODE ?= 1

.PHONY: run test soak bench lint types pins translations clean help

help:
	@echo "make run    serve on 127.0.0.1:8000 with the worker (HOST, PORT, DATA_DIR, DEMO=0, …: see README)"
	@echo "make test   every test but the long runs        make soak   the long runs"
	@echo "make bench  the performance table               make lint   style and types"

$(VENV)/run.ready: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/test.ready: requirements-dev.txt $(VENV)/run.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

run: $(VENV)/run.ready
	@exec $(FLASK) serve

test: $(VENV)/test.ready
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not soak" $(ARGS)

soak: $(VENV)/test.ready
	$(BIN)/python -m pytest -m soak $(ARGS)

bench: $(VENV)/test.ready
	$(BIN)/python -m benchmarks $(ARGS)

lint: $(VENV)/test.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

types: $(VENV)/test.ready
	$(BIN)/mypy

# Needs uv. Resolves for every Python from 3.11 on and writes hashes of every wheel.
pins:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header requirements.in -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header requirements-dev.in -o requirements-dev.txt

# Gather new messages into the Chinese catalogue; the empty ones are then for a person to word.
translations: $(VENV)/run.ready
	$(BIN)/pybabel extract -F babel.cfg -k lazy_gettext -k "lazy_pgettext:1c,2" -k "pgettext:1c,2" --no-location --omit-header -o /dev/stdout . \
	  | $(BIN)/pybabel update --no-fuzzy-matching --no-wrap -l zh_Hans -i /dev/stdin -o portal/translations/zh_Hans/LC_MESSAGES/messages.po

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis
