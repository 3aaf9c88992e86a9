#!/usr/bin/env bash
# Gives this machine a compiler that builds for wasm32-unknown-unknown: by rustup where it can
# download, else from Debian's packages, which bring the standard library as source only.
# DRIFTGLASS_WASM=debian skips the download.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

TARGET=wasm32-unknown-unknown
DOWNLOAD_LIMIT_SECONDS=180

download_target() {
  [ "${DRIFTGLASS_WASM:-}" != debian ] || return 1
  command -v rustup >/dev/null || return 1
  say "Downloading the standard library for $TARGET"
  timeout "$DOWNLOAD_LIMIT_SECONDS" rustup target add "$TARGET"
}

# Compiles std with Debian's compiler into the folder $1.
build_std() {
  mkdir "$1/src"
  printf '[package]\nname = "empty"\nedition = "2021"\n' >"$1/Cargo.toml"
  printf '#![no_std]\n' >"$1/src/lib.rs"
  # Without embed-bitcode a later build with link-time optimisation finds no bitcode in std.
  (cd "$1" && env -u RUSTUP_TOOLCHAIN -u CARGO_TARGET_DIR RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 \
    RUSTFLAGS="-Cembed-bitcode=yes -Ctarget-feature=+simd128" \
    /usr/bin/cargo build --release --target "$TARGET" -Zbuild-std=std,panic_abort,proc_macro)
}

install_std() {
  local build library
  build=$(mktemp -d)
  library="$(/usr/bin/rustc --print sysroot)/lib/rustlib/$TARGET/lib"
  say "Compiling the standard library for $TARGET"
  build_std "$build"
  rm -f "$build/target/$TARGET/release/deps/"libempty-*
  as_root rm -rf "$library"
  as_root install -D -m 644 -t "$library" "$build/target/$TARGET/release/deps/"*.rlib
  rm -r "$build"
}

# Debian's compiler has no linker for wasm; the one that rustup's has does.
link_linker() {
  local host linker
  host=$(rustc -vV | sed -n 's/^host: //p')
  linker="$(rustc --print sysroot)/lib/rustlib/$host/bin/rust-lld"
  [ -x "$linker" ] || fail "no rust-lld in the Rust toolchain in use ($linker)"
  mkdir -p .tools/bin
  ln -sf "$linker" .tools/bin/rust-lld
}

install_from_debian() {
  command -v apt-get >/dev/null \
    || fail "cannot install $TARGET: run 'rustup target add $TARGET' where there is a network"
  say "Installing Debian's Rust compiler beside the one in use"
  scripts/setup-packages.sh rustc-web cargo-web rust-web-src rust-web-clippy
  link_linker
  rustup toolchain link wasm /usr
  RUSTUP_TOOLCHAIN=wasm has_wasm_target || install_std
}

if has_wasm_target; then
  say "The compiler in use builds for $TARGET"
elif RUSTUP_TOOLCHAIN=wasm has_wasm_target && [ -x .tools/bin/rust-lld ]; then
  say "The toolchain 'wasm' builds for $TARGET"
elif download_target && has_wasm_target; then
  say "rustup installed $TARGET"
else
  install_from_debian
  RUSTUP_TOOLCHAIN=wasm has_wasm_target || fail "the toolchain 'wasm' does not build for $TARGET"
  say "The toolchain 'wasm' builds for $TARGET"
fi
