#!/usr/bin/env bash
# Runs a command with the project's tools on PATH and a compiler that builds for wasm32:
# the one in use, or else the toolchain `wasm` that setup-wasm.sh makes.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

if ! has_wasm_target; then
  export RUSTUP_TOOLCHAIN=wasm
fi
exec "$@"
