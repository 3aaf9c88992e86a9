#!/usr/bin/env bash
# Measures the built page and the command line against the budgets; writes docs/benchmarks.md.
#
# DRIFTGLASS_DATA   folder of the larger data (../shared/data unless told)
# EVIDENTLY_PYTHON  a Python with Evidently, to measure beside it
# NUMPY_PYTHON      a Python with NumPy and pandas, to make the large files
set -euo pipefail
cd "$(dirname "$0")/.."

DATA=${DRIFTGLASS_DATA:-../shared/data}
FILES=$(mktemp -d)
trap 'rm -r "$FILES"' EXIT

if [ -d "$DATA/b_flights" ]; then
  for side in reference production; do
    gunzip -c "$DATA/b_flights/$side.csv.gz" >"$FILES/flights_$side.csv"
  done
fi
if [ -n "${NUMPY_PYTHON:-}" ]; then
  "$NUMPY_PYTHON" "$DATA/scripts/gen_scale.py" 500000 "$FILES" >/dev/null
fi

make build
cargo build --release --locked --package cli
node scripts/bench.mjs "$FILES" "$DATA"
