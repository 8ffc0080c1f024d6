# The commands people type; each does only what is not done yet.
# `make demo DATA=folder` keeps the demo's data; ARGS is passed on by demo, test, walk and lock.

BIN := .venv/bin
VENDOR := assessment/web/static/vendor
PICTURES := $(wildcard assessment/items/banks/*/pictures.yaml)
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/*.po translations/state/*.csv translations/templates/*.pot)
BANKS := $(wildcard assessment/items/banks/*/*.yaml assessment/items/apps/*.json)
BUILDERS := $(addprefix assessment/authoring/,assets.py fonts.py iconify.py) $(wildcard assessment/authoring/licences/*)
LOCK := --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

SEED := 7391
KILLS := 1000
CUTS := 300
TORN := 100
FLIPS := 3000
GUESSES := 10000
MINUTES := 30
BUNDLES := 5
MUTATIONS := 1000000
BANKS_CHANGED := 100000
SECONDS := 300

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup demo test torture proof fuzz walk bench lint sbom audit wheelhouse assets lock clean chromium

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*  ## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

setup: .venv/installed $(VENDOR)/ams.css .venv/catalogues  ## everything the program needs, on a bare Debian 12

demo: setup  ## a kiosk and a desk on this machine: a candidate sits, a case worker reads
	$(BIN)/assessment demo $(if $(DATA),--data "$(DATA)") $(ARGS)

test: setup chromium  ## the tests
	$(BIN)/pytest $(ARGS)

bench: setup  ## what pages, start, bundles and scoring cost, beside a bare Flask page and catsim; ARGS=sittings
	-$(MAKE) --no-print-directory .venv-bench/installed
	$(BIN)/python -m tests.bench.run $(ARGS)

torture: setup chromium  ## kills, power cuts, torn writes, full disks, flips, canaries, a soak; counts as in KILLS=50
	$(BIN)/python -m tests.torture.kill --count $(KILLS) --seed $(SEED)
	$(BIN)/python -m tests.torture.power --count $(CUTS) --seed $(SEED)
	$(BIN)/python -m tests.torture.torn --count $(TORN) --seed $(SEED)
	$(BIN)/python -m tests.torture.full --seed $(SEED)
	$(BIN)/python -m tests.torture.flips --count $(FLIPS) --seed $(SEED)
	$(BIN)/python -m tests.torture.sheets --seed $(SEED)
	$(BIN)/python -m tests.torture.guesses --guesses $(GUESSES) --seed $(SEED)
	$(BIN)/python -m tests.torture.canaries --seed $(SEED)
	$(BIN)/python -m tests.torture.soak --count $(MINUTES) --seed $(SEED)

proof: setup  ## attacks, bit flips and mutations on everything that reads what others wrote; counts as in MUTATIONS=50000
	$(BIN)/python -m tests.proof.attacks
	$(BIN)/python -m tests.proof.flips --count $(BUNDLES) --seed $(SEED)
	$(BIN)/python -m tests.proof.mutations --count $(MUTATIONS) --seed $(SEED)
	$(BIN)/python -m tests.proof.behind --count $(MUTATIONS) --seed $(SEED)
	$(BIN)/python -m tests.proof.store_mutations --count $(MUTATIONS) --seed $(SEED)
	$(BIN)/python -m tests.proof.paper_mutations --count $(MUTATIONS) --seed $(SEED)
	$(BIN)/python -m tests.proof.bank_mutations --count $(BANKS_CHANGED) --seed $(SEED)

fuzz: .venv-fuzz/installed  ## the same, guided by what each input covers; SECONDS=300 for each target
	.venv-fuzz/bin/python -m tests.proof.fuzz --seconds $(SECONDS)

walk: setup chromium  ## every page in every locale, in the browser
	$(BIN)/pytest -m walk $(ARGS)

lint: setup  ## style, types, imports, items and catalogues
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/assessment items check
	$(BIN)/assessment translations extract --check

sbom: .venv-audit/installed node_modules/installed  ## lists of every part that is shipped (CycloneDX), in dist
	mkdir -p dist
	.venv-audit/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible requirements/runtime.txt > dist/sbom-python.json
	npm sbom --sbom-format cyclonedx --package-lock-only --omit dev > dist/sbom-front-end.json

audit: .venv-audit/installed node_modules/installed  ## known faults in what is shipped; asks the network
	.venv-audit/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements/runtime.txt
	npm audit --audit-level=low

wheelhouse: setup  ## all that a laptop without network needs, in dist/wheelhouse; see kiosk/README.md
	requirements/wheelhouse.sh dist/wheelhouse $(BIN)/pip

assets: $(VENDOR)/ams.css  ## stylesheets, fonts and pictures from the front-end packages

lock: .venv/installed  ## the lock files anew; ARGS=--upgrade takes newer versions
	$(BIN)/uv pip compile $(LOCK) $(ARGS) requirements/runtime.in -o requirements/runtime.txt
	$(BIN)/uv pip compile $(LOCK) $(ARGS) requirements/dev.in -o requirements/dev.txt -c requirements/runtime.txt
	$(BIN)/uv pip compile $(LOCK) $(ARGS) requirements/bench.in -o requirements/bench.txt
	$(BIN)/uv pip compile $(LOCK) $(ARGS) requirements/audit.in -o requirements/audit.txt
	$(BIN)/uv pip compile $(LOCK) $(ARGS) requirements/fuzz.in -o requirements/fuzz.txt -c requirements/runtime.txt
	npm install --package-lock-only --ignore-scripts

clean:  ## remove what make, the tests and the tools made
	rm -rf .venv .venv-bench .venv-audit .venv-fuzz node_modules $(VENDOR) build dist .*_cache .hypothesis
	find assessment kiosk tests translations \( -name '*.mo' -o -name '*.pyc' -o -name __pycache__ \) -delete

chromium:
	@requirements/system.sh chromium

.venv/installed: requirements/dev.txt pyproject.toml
	requirements/system.sh python3-venv
	test -x $(BIN)/pip || python3 -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv-fuzz/installed: requirements/fuzz.txt | .venv/installed
	test -x .venv-fuzz/bin/pip || python3 -m venv .venv-fuzz
	.venv-fuzz/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/fuzz.txt
	touch $@

.venv-audit/installed: requirements/audit.txt | .venv/installed
	test -x .venv-audit/bin/pip || python3 -m venv .venv-audit
	.venv-audit/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/audit.txt
	touch $@

# an environment of its own: the program and its tests must never come to lean on it
.venv-bench/installed: requirements/bench.txt | .venv/installed
	test -x .venv-bench/bin/pip || python3 -m venv .venv-bench
	.venv-bench/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	touch $@

node_modules/installed: package.json package-lock.json .npmrc
	requirements/system.sh nodejs npm
	npm ci --ignore-scripts --no-audit --no-fund
	touch $@

$(VENDOR)/ams.css: node_modules/installed $(BUILDERS) $(PICTURES) | .venv/installed
	$(BIN)/python -m assessment.authoring.assets

.venv/catalogues: $(CATALOGUES) $(BANKS) | .venv/installed
	$(BIN)/assessment translations compile
	touch $@
