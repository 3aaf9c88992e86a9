#!/usr/bin/env bash
# Installs trunk and wasm-bindgen into .tools, unless PATH has them in the right versions.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

TRUNK_VERSION=0.21.14
# The command must be of exactly the library's version.
BINDGEN_VERSION=$(grep -A1 '^name = "wasm-bindgen"$' Cargo.lock | sed -n 's/^version = "\(.*\)"$/\1/p')

# Tools are compiled once and run for seconds: compile them fast.
export CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off
export CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0

has_version() { [ "$("$1" --version 2>/dev/null)" = "$1 $2" ]; }

# usage: install_tool COMMAND VERSION PACKAGE [OPTION...]
install_tool() {
  local tool=$1 version=$2 package=$3
  shift 3
  if has_version "$tool" "$version"; then
    say "$tool $version is there"
    return
  fi
  say "Compiling $tool $version"
  cargo install "$package" --version "$version" --root .tools --force "$@"
}

# Only `trunk serve` could need TLS, and nothing here may look for updates.
install_tool trunk "$TRUNK_VERSION" trunk --locked --no-default-features
install_tool wasm-bindgen "$BINDGEN_VERSION" wasm-bindgen-cli
