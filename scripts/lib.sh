# What the set-up scripts share. Sourced, not run; leaves the caller in the repository's root.

cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$PWD/.tools/bin:$PWD/node_modules/.bin:$PATH"

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "this needs root and there is no sudo: $*"
  fi
}

# Whether the compiler in use can build for the browser. Compiles an empty library, because a
# folder of the right name may hold the standard library of another compiler. The output goes to
# a folder of its own: rustc replaces the file that it writes to, and root may replace /dev/null.
has_wasm_target() {
  local out status=0
  out=$(mktemp -d)
  rustc --target wasm32-unknown-unknown --crate-type lib --crate-name probe --emit metadata \
    --out-dir "$out" - </dev/null 2>/dev/null || status=$?
  rm -r "$out"
  return "$status"
}
