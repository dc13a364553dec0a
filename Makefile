# Land Plan Toolbox. `make help` lists what can be made; every target does its own set-up.

export PYTHON ?= /usr/bin/python3
PROFILE ?= default
RUN_LANG ?= zh
RUN_PACK ?= farmland
PYTEST_ARGS ?=
WORKERS ?= 2

VENV := .build/venv
TRANSLATION := i18n/landplan_toolbox_zh.qm
HELP := docs/algorithms.html

.DEFAULT_GOAL := help
.PHONY: help demo test run lint package install matrix bench i18n docs setup-qgis setup-test setup-lint clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: setup-qgis $(TRANSLATION) ## check the sample deliveries, delineate and measure the sample county by qgis_process; print the verdicts
	$(PYTHON) scripts/demo.py

test: setup-test $(TRANSLATION) $(HELP) ## run all tests in real QGIS, in WORKERS=2 processes; PYTEST_ARGS="-k name" picks some
	QT_QPA_PLATFORM=xcb WORKERS=$(WORKERS) $(PYTHON) scripts/run_tests.py $(PYTEST_ARGS)

run: setup-qgis $(TRANSLATION) $(HELP) ## desktop QGIS with plugin and sample in a scratch profile (RUN_LANG=zh|en, RUN_PACK=farmland|forest)
	$(PYTHON) scripts/run_desktop.py --lang $(RUN_LANG) --pack $(RUN_PACK)

lint: setup-lint ## ruff, mypy (also against PyQt6), bandit, detect-secrets, flake8, vermin
	scripts/lint.sh

package: setup-qgis $(TRANSLATION) $(HELP) ## dist/landplan_toolbox-<version>.zip; UPLOAD=1 also asks whether the addresses in metadata.txt answer
	$(PYTHON) scripts/package.py $(if $(UPLOAD),--upload)

install: package ## install the package into your QGIS profile (PROFILE=default)
	$(PYTHON) scripts/install.py --profile $(PROFILE)

matrix: setup-test $(TRANSLATION) $(HELP) ## run the tests on QGIS 3.22, 3.40 and 3.44 (MATRIX="trixie sid" picks some; needs root)
	scripts/matrix.sh $(MATRIX)

bench: setup-test ## run the benchmarks and print their tables
	$(PYTHON) scripts/bench.py $(BENCH)

i18n: setup-qgis ## collect the texts to translate into i18n/*.ts and build the .qm
	scripts/i18n.sh update
	scripts/i18n.sh release

docs: $(HELP) ## write the page behind the Help button of the algorithms

clean: ## remove everything that was built
	rm -rf --one-file-system .build dist demo-output $(TRANSLATION)

$(TRANSLATION): $(wildcard i18n/*.ts) scripts/i18n.sh | setup-qgis
	scripts/i18n.sh release

$(HELP): $(TRANSLATION) $(wildcard processing_provider/*.py processing_provider/*/*.py) scripts/write_algorithm_docs.py
	$(PYTHON) scripts/write_algorithm_docs.py

setup-qgis:
	@scripts/setup.sh qgis

setup-test:
	@scripts/setup.sh test

setup-lint:
	@scripts/setup.sh lint
