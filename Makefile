# Two commands to start with: `make demo` and `make test`. Both install what the build needs first.

SHELL := /bin/bash
ENV := . tools/env.sh &&

.PHONY: demo test test-full lint docs bench bench-table bench-rules bench-compare setup

# Builds, plans the Mengcheng county and says where the report lies.
demo: setup
	$(ENV) cargo build --release --locked
	$(ENV) cargo run --release --locked --quiet -- plan scenarios/mengcheng-2024 --time-limit 120

# What continuous integration and a new user run: every test but the long random families.
test: setup
	$(ENV) cargo test --release --locked

# The long random families too.
test-full: setup
	$(ENV) cargo test --release --locked -- --include-ignored

lint: setup
	@if cargo fmt --version >/dev/null 2>&1; then cargo fmt --check; else echo 'rustfmt is not installed: format not checked'; fi
	@if cargo clippy --version >/dev/null 2>&1; then $(ENV) cargo clippy --release --locked --all-targets -- -D warnings; else echo 'clippy is not installed: lints not checked'; fi

# The reference pages of the rules, from the program's own words.
docs: setup
	$(ENV) cargo run --release --locked --quiet -- rules --page --lang en > docs/rules.md
	$(ENV) cargo run --release --locked --quiet -- rules --page --lang zh > docs/rules.zh-CN.md

bench: setup
	$(ENV) cargo bench --locked --bench county

# The tables of benches/README.md, measured anew: e.g. make bench-table SIZES='20/400 60/2000 120/4000' SEEDS=1,2,3 LIMIT=60
SIZES ?= 20/400
SEEDS ?= 1
LIMIT ?= 60
bench-table: setup
	$(ENV) cargo bench --locked --bench phases -- $(SIZES) --seeds $(SEEDS) --limit $(LIMIT) --questions --write

# What the rules beside those every county has cost at true size: e.g. make bench-rules LIMIT=120
bench-rules: setup
	$(ENV) cargo bench --locked --bench rules -- --limit $(LIMIT)

# Our plan beside those of HiGHS and CP-SAT on our own naive model: make bench-compare FOLDER=... LIMIT=300
bench-compare: setup
	$(ENV) cargo build --release --locked && cargo bench --locked --bench phases --no-run
	python3 -m venv .venv-bench && .venv-bench/bin/pip install --quiet -r benches/requirements.txt
	$(ENV) .venv-bench/bin/python benches/compare.py $(FOLDER) --limit $(LIMIT)

setup:
	@tools/setup.sh
