#!/usr/bin/env bash
# Runs the tests that need a browser's wasm (`#[wasm_bindgen_test]`), in headless Chromium.
# Run it by with-wasm.sh.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

# The packages that have such tests; their names are those of their folders.
mapfile -t packages < <(
  grep -rl --include='*.rs' 'wasm_bindgen_test' crates | cut -d/ -f2 | sort -u
)
if [ ${#packages[@]} -eq 0 ]; then
  say "No crate has tests for the browser's wasm"
  exit
fi

export WASM_BINDGEN_TEST_TIMEOUT=120
cargo test --target wasm32-unknown-unknown "${packages[@]/#/--package=}"
