# `make` does the main job; `make help` lists the rest. Needs GNU make 3.81 or newer (macOS brings it) and Python.
# File names never pass through make: Python lists INPUT, and both folders reach it through the environment.

INPUT  ?= input
OUTPUT ?= output
override INPUT  := $(value INPUT)
override OUTPUT := $(value OUTPUT)
export INPUT OUTPUT

# A Python the project runs on: the one named (make PYTHON=…), else the first fitting one.
NAMED  := $(PYTHON)
FITS   := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
FOUND   = $(shell for p in python3 python python3.13 python3.12 python3.11; do \
            "$$p" -c '$(FITS)' 2>/dev/null && echo "$$p" && break; done)
PYTHON ?= $(or $(FOUND),python3)

# The environment is ready while its Python starts, it holds what the lock says, and no other version was named.
VENV  := .venv
BIN   := $(if $(filter Windows_NT,$(OS)),Scripts,bin)
VPY   := $(VENV)/$(BIN)/python
NEW   := $(VENV).neu.$(shell echo $$PPID)
READY := $(shell $(VPY) -I -c 'import pip' >/dev/null 2>&1 && cmp -s requirements.lock $(VENV)/requirements.lock && \
           { test -z "$(NAMED)" || test "$$("$(NAMED)" -V 2>&1)" = "$$($(VPY) -V)"; } && echo yes)

# Every benchmark of tests/bench that prints: peers.py only serves links.py.
BENCHES := $(patsubst tests/bench/%.py,%,$(filter-out tests/bench/__init__.py tests/bench/peers.py,$(wildcard tests/bench/*.py)))

run: setup $(if $(OCR),ocr) ## Hauptaufgabe: liest INPUT (input/), schreibt Bericht und Tabellen nach OUTPUT (output/)
	@$(VPY) -m pipeline run --input="$$INPUT" --output="$$OUTPUT" $(if $(OCR),--ocr)

setup: $(if $(READY),,install) ## richtet nur die Umgebung in .venv/ ein
	@:

# Always from scratch and beside the old one, whose place it takes when complete; the copy of the lock is the sign that
# all went well. If another make was faster, its environment stays: a run may be at work in it.
install:
	@"$(PYTHON)" -c '$(FITS)' 2>/dev/null || { \
	  echo "Abbruch: Gebraucht wird Python 3.11, 3.12 oder 3.13; gefunden: $$(command -v "$(PYTHON)" >/dev/null && \
	  "$(PYTHON)" -V 2>&1 || echo keines). Bitte eines von https://www.python.org/downloads/ installieren und den" \
	  "Befehl wiederholen. Ein bestimmtes nehmen: make PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "Abbruch: Diesem Python fehlt der Teil »venv«. Bitte »sudo apt install $$(basename "$(PYTHON)")-venv« aufrufen" \
	  "und den Befehl wiederholen." >&2; exit 1; }
	@echo "Richte die Umgebung ein (einmalig, etwa eine Minute) …"
	@rm -rf $(NEW) && "$(PYTHON)" -m venv $(NEW)
	@$(NEW)/$(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check --require-hashes \
	  -r requirements.lock >$(NEW)/pip.log 2>&1 || { cat $(NEW)/pip.log >&2; rm -rf $(NEW); \
	  echo "Abbruch: Die nötigen Programmteile ließen sich nicht laden, Grund siehe oben. Ist das Internet erreichbar" \
	  "(Proxy)? Danach den Befehl wiederholen." >&2; exit 1; }
	@cp requirements.lock $(NEW)/requirements.lock
	@if test -z "$(NAMED)" && cmp -s requirements.lock $(VENV)/requirements.lock && $(VPY) -I -c 'import pip' 2>/dev/null; \
	then rm -rf $(NEW); else rm -rf $(VENV) && mv $(NEW) $(VENV); fi

ocr: setup ## richtet die Texterkennung für Scans ein (make OCR=1 tut das und liest mit ihr)
	@cmp -s pipeline/confine/ocr.lock $(VENV)/ocr.lock || { \
	  echo "Richte die Texterkennung ein (einmalig) …"; \
	  $(VPY) -m pip install --quiet --no-input --disable-pip-version-check --require-hashes -r pipeline/confine/ocr.lock && \
	  cp pipeline/confine/ocr.lock $(VENV)/ocr.lock; } || { \
	  echo "Abbruch: Die Texterkennung ließ sich nicht laden, Grund siehe oben. Ist das Internet erreichbar (Proxy)?" \
	  "Danach den Befehl wiederholen." >&2; exit 1; }

# Several tests at a time, four at the most: some of them use a gigabyte each.
test: setup ## führt alle Tests aus
	@$(VPY) -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

fuzz: setup ## schickt feindliche und verdorbene Dateien durchs Programm (ein Teil: make fuzz PART=flips; länger: ROUNDS=50)
	@$(VPY) tests/fuzz.py --rounds $(or $(ROUNDS),1) --seed $(or $(SEED),1) $(PART)

check: setup ## prüft Stil und Typen, ändert nichts
	$(VPY) -m ruff check
	$(VPY) -m ruff format --check
	$(VPY) -m mypy

audit: setup ## fragt den Paketindex nach bekannten Lücken der festgelegten Fassungen
	@$(VPY) tests/audit.py

bench: setup ## misst Lesen und Abgleich neben anderen Programmen (einige Minuten)
	@for module in $(BENCHES); do PYTHONPATH=tests $(VPY) -m bench.$$module && echo || exit 1; done

fix: setup ## behebt, was sich am Stil von selbst beheben lässt
	$(VPY) -m ruff check --fix-only
	$(VPY) -m ruff format

golden: setup ## schreibt die Vergleichsdateien der Tests neu (danach mit »git diff« ansehen)
	$(VPY) -m pytest --regen-all

lock: setup ## schreibt requirements.lock aus pyproject.toml neu (alles anheben: make lock UPGRADE=--upgrade)
	$(VPY) -m uv pip compile --quiet --group dev $(UPGRADE) --output-file requirements.lock pyproject.toml
	$(VPY) -m uv pip compile --quiet --group ocr $(UPGRADE) --constraint requirements.lock \
	  --output-file pipeline/confine/ocr.lock pyproject.toml

clean: ## löscht Umgebung, Zwischenspeicher und alle Ergebnisse in output/
	rm -rf $(VENV) $(VENV).neu.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find pipeline tests -name __pycache__ -prune -exec rm -rf {} +
	find output -mindepth 1 ! -path output/.gitkeep -delete

help: ## zeigt diese Liste
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

.PHONY: run setup install ocr test fuzz check audit bench fix golden lock clean help
