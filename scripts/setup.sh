#!/usr/bin/env bash
# Installs what the project needs on this machine and skips what is there.
#
# usage: scripts/setup.sh build|test
#   build  the wasm32 target, trunk, wasm-bindgen, wasm-opt and Playwright's runner
#   test   that, and Chromium and ChromeDriver
set -euo pipefail
source "$(dirname "$0")/lib.sh"

stage=${1:?usage: scripts/setup.sh build|test}

# usage: need COMMAND PACKAGE...
need() {
  local command=$1
  shift
  command -v "$command" >/dev/null && return
  command -v apt-get >/dev/null || fail "$command is missing: install it and run this again"
  scripts/setup-packages.sh "$@"
}

for command in cargo rustc node npm; do
  command -v "$command" >/dev/null || fail "$command is missing: install stable Rust and Node.js 20"
done

scripts/setup-wasm.sh
scripts/setup-tools.sh
# wasm-opt is among them: Debian's exports the wrong table of a module with reference types.
if npm ls >/dev/null 2>&1; then
  say "The packages in package.json are there"
else
  say "Installing wasm-opt and Playwright"
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund
fi

if [ "$stage" = test ]; then
  [ -n "${CHROMIUM:-}" ] || need chromium chromium fonts-liberation
  need chromedriver chromium-driver
fi
