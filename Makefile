# What one does with this project: `make help`.

SHELL := bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PORT ?= 8080
DRAWS ?= 2000
WASM := scripts/with-wasm.sh

# Everything that the page is built from.
SOURCES := Cargo.toml Cargo.lock Trunk.toml index.html .cargo/config.toml \
  scripts/after-build.mjs scripts/name-worker.mjs scripts/list-for-offline.mjs \
  $(shell find src style public crates -type f -not -path 'crates/cli/*' -not -path '*/tests/*')
SETUP := Cargo.lock $(wildcard scripts/setup*.sh)

.PHONY: help setup serve dev build sealed check test test-native properties test-wasm test-browser bench false-alarms sizes clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: .tools/build-ready .tools/test-ready ## Install what is missing on this machine

serve: dist/.built ## Build the page if a source is newer, and serve it on PORT (8080)
	@node scripts/serve.mjs dist $(PORT)

dev: .tools/build-ready ## Rebuild unoptimised whenever a source changes, and serve on PORT
	$(WASM) trunk serve --port $(PORT)

build: dist/driftglass.html sizes ## Build the page into dist and hold its size against the budget

sealed: dist/driftglass.html ## Build the page as one file that runs from disk, dist/driftglass.html
	@cat dist/driftglass.html.sha256

check: .tools/test-ready ## Formatting, lints natively and for wasm, dependencies, licences
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	$(WASM) cargo clippy --target wasm32-unknown-unknown --locked \
	  --package driftglass-page --package worker -- -D warnings
	node scripts/check-dependencies.mjs

test: test-native test-wasm sizes test-browser ## Every test, fast ones first

test-native: ## The Rust tests
	cargo test --workspace

SEED ?= $(shell date +%s)
properties: ## The Rust tests with newly drawn cases; SEED draws the same ones again
	@echo "SEED=$(SEED)"
	PROPTEST_RNG_SEED=$(SEED) cargo test --workspace --no-fail-fast

test-wasm: .tools/test-ready ## The Rust tests that need a browser
	$(WASM) scripts/test-wasm.sh

test-browser: dist/driftglass.html .tools/test-ready ## The journeys through the built page
	npx playwright test

bench: ## Measure against the budgets and write docs/benchmarks.md
	$(WASM) scripts/bench.sh

false-alarms: ## Measure how often verdicts are wrong over DRAWS (2000), write docs/false-alarms.md
	cargo run --release --package engine --example false_alarms -- --draws $(DRAWS) \
	  > docs/.false-alarms.md
	mv docs/.false-alarms.md docs/false-alarms.md

sizes: dist/driftglass.html ## Print the size of the wasm files and of the sealed file
	@node scripts/sizes.mjs

clean: ## Remove what was built, but not the tools
	rm -rf dist test-results
	cargo clean

# The stamp takes the time when the build began, so that a source saved meanwhile counts as newer.
dist/.built: $(SOURCES) | .tools/build-ready
	@mkdir -p .tools && touch .tools/build-began
	$(WASM) trunk build --release
	@mv .tools/build-began $@

dist/driftglass.html: dist/.built scripts/seal.mjs scripts/sealed.js
	node scripts/seal.mjs dist $@

.tools/build-ready: $(SETUP) package-lock.json
	scripts/setup.sh build
	@mkdir -p .tools && touch $@

.tools/test-ready: $(SETUP) package-lock.json
	scripts/setup.sh test
	@mkdir -p .tools && touch $@ .tools/build-ready
