# report: make the documents · test: run everything that needs neither a server nor Java · conformance: run the rest
# bench: measure · see README.md
.PHONY: report test lint conformance bench setup system clean
.DEFAULT_GOAL := report
SHELL := /bin/sh

report: setup
	@.venv/bin/diarie build

test: setup lint
	@echo "running the tests …"
	@.venv/bin/python -m pytest -n auto --dist loadgroup

# What make test must not need: a PostgreSQL server, which is started for the tests and ended with them, Java for the
# reference validators and Chromium for the web pages, of whose verdicts one line a file is printed.
conformance: setup
	@sh .ci/system conformance
	@.venv/bin/python -m conformance.verapdf_jars
	@.venv/bin/python -m conformance.browser_packages
	@echo "running the tests on PostgreSQL, in Chromium and with the reference validators (a few minutes) …"
	@.venv/bin/python -m pytest conformance

lint: setup
	@echo "checking the code: ruff, mypy --strict …"
	@.venv/bin/ruff check --no-cache .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy

bench: setup
	@echo "measuring (a few minutes) …"
	@.venv/bin/python -m bench

setup: system .venv/.ready

# The virtual environment is made anew when the locked packages change.
.venv/.ready: requirements.lock pyproject.toml
	@echo "setting up: virtual environment with locked packages (once) …"
	@sh .ci/environment
	@touch $@

# LibreOffice, fonts and PDF tools, through apt where they are missing.
system:
	@sh .ci/system

clean:
	@rm -rf .venv outputs/*.docx outputs/*.pdf outputs/*.html outputs/*.json outputs/*.xlsx outputs/*.html
