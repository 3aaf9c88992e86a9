#!/bin/sh
# Compares production with its reference, keeps the report, and says what is new since the one before.
#
#   watch.sh REFERENCE PRODUCTION [OPTIONS OF driftglass compare]
#
# DRIFTGLASS_FOLDER  where reports are kept: $HOME/driftglass
# FAIL_ON            severity from which on a new finding makes this fail: high
#
# Exit codes are those of driftglass: 0 nothing new, 1 something new that is so grave, 2 a problem,
# 3 too little data to judge, or a report of other data than the last one, 4 a file was probably misread. A run
# that could not be judged keeps no report.
set -eu

folder=${DRIFTGLASS_FOLDER:-$HOME/driftglass}
fail_on=${FAIL_ON:-high}
reference=$1
production=$2
shift 2

mkdir -p "$folder"
new=$(mktemp -d "$folder/.new.XXXXXX")
trap 'rm -rf "$new"' EXIT

code=0
driftglass compare "$reference" "$production" "$@" --json "$new/report.json" --html "$new/report.html" --fail-on never --quiet || code=$?
if [ "$code" -ne 0 ]; then
  echo "$production could not be judged (exit code $code), and no report of it is kept." >&2
  if [ -e "$new/report.json" ]; then driftglass report "$new/report.json" --fail-on never >&2 || true; fi
  exit "$code"
fi

# Names are times, so that the last one is the newest.
name=$(date -u +%Y-%m-%dT%H-%M-%SZ)
last=
for report in "$folder"/*.json; do
  if [ -e "$report" ]; then last=$report; fi
done
mv "$new/report.html" "$folder/$name.html"
mv "$new/report.json" "$folder/$name.json"

if [ -n "$last" ]; then
  driftglass diff "$last" "$folder/$name.json" --markdown "$folder/$name.md" --fail-on "$fail_on" || code=$?
else
  driftglass report "$folder/$name.json" --fail-on "$fail_on" || code=$?
fi
if [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -e "$folder/$name.md" ]; then
  cat "$folder/$name.md" >> "$GITHUB_STEP_SUMMARY"
fi
exit "$code"
