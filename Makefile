# Rødtråd: every verb a person or CI needs. `make start` shows it, `make test` proves it.
SHELL := /bin/bash
.DEFAULT_GOAL := hjelp
VENV := .venv
PY := $(VENV)/bin/python
STEMPEL := $(VENV)/.oppsett-
# Where the environment forbids bytecode files, every one of the many processes compiles everything anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: hjelp oppsett utvikling demo start test raske ytelse lang laas rens

hjelp: ## viser verbene
	@grep -E '^[a-zæøå]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

oppsett: $(STEMPEL)drift ## setter opp alt i .venv
demo: oppsett ## bygger og publiserer demonstrasjonskommunen
	$(VENV)/bin/rodtraad demo
start: demo ## bygger demonstrasjonen og viser den på http://127.0.0.1:8000
	$(VENV)/bin/rodtraad tjener
utvikling: $(STEMPEL)utvikling
test: utvikling ## kjører alle kontroller
	skript/test.sh
raske: utvikling ## bare det som går fort
	skript/test.sh raske
ytelse: utvikling ## måler farten og skriver forholdstall
	$(PY) -m ytelse
lang: utvikling ## lang fuzzing og feilkjøring
	$(PY) -m pytest tests/lang -o timeout=3600
laas: $(STEMPEL)verktoy ## låser versjonene på nytt
	for f in requirements requirements-utvikling requirements-verktoy; do \
	  $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes \
	    --no-emit-index-url --no-header --no-annotate --upgrade $$f.in -o $$f.txt; done

$(VENV)/bin/pip:
	skript/finn-python.sh -m venv $(VENV)
$(STEMPEL)verktoy: requirements-verktoy.txt | $(VENV)/bin/pip
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@
$(STEMPEL)drift: requirements.txt pyproject.toml package-lock.json $(STEMPEL)verktoy
	$(VENV)/bin/uv pip install --quiet --python $(PY) --require-hashes -r requirements.txt
	$(VENV)/bin/uv pip install --quiet --python $(PY) --no-deps --no-build-isolation -e .
	skript/byggefront.sh
	touch $@
$(STEMPEL)utvikling: requirements-utvikling.txt $(STEMPEL)drift
	$(VENV)/bin/uv pip install --quiet --python $(PY) --require-hashes -r requirements-utvikling.txt
	skript/nettleser.sh
	touch $@
rens:
	rm -rf $(VENV) node_modules build data src/rodtraad/web/static/vendor
