#!/usr/bin/env bash
# Runs the integration tests of our crates that have `#[wasm_bindgen_test]`s, as wasm: in Node.js,
# or in headless Chromium where a test asks for a browser. Run it by with-wasm.sh.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

mapfile -t files < <(grep -l 'wasm_bindgen_test' crates/*/tests/*.rs | sort)
for file in "${files[@]}"; do
  package=$(cut -d/ -f2 <<<"$file")
  test=$(basename "$file" .rs)
  say "Testing $file as wasm"
  cargo test --target wasm32-unknown-unknown --package "$package" --test "$test"
done
