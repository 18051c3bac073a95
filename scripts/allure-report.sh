#!/usr/bin/env bash
# Makes one Allure report, with history, of what the runs left in artifacts/allure-results-*.
#   scripts/allure-report.sh              into artifacts/allure-report; the history is artifacts/allure-history.jsonl (ALLURE_HISTORY)
#   scripts/allure-report.sh open [PORT]  the same, then serves it until it is interrupted; port 9999
set -euo pipefail
cd "$(dirname "$0")/.."

allure=tests/LeakGate.EndToEnd/Readers/node_modules/allure/cli.js
if [ ! -f "$allure" ]; then
  echo 'Allure is not installed: scripts/install.sh report' >&2
  exit 2
fi

shopt -s nullglob
results=(artifacts/allure-results-*/)
if [ "${#results[@]}" -eq 0 ]; then
  echo 'There are no results in artifacts/allure-results-*: make test-quick' >&2
  exit 2
fi

# One folder, as if one run had left it: results are named by what they are, and those of each profile are of their own.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/allure-results"
for folder in "${results[@]}"; do
  cp -r "$folder." "$work/allure-results/"
done

export ALLURE_HISTORY=${ALLURE_HISTORY:-$PWD/artifacts/allure-history.jsonl}
export ALLURE_OUTPUT=$PWD/artifacts/allure-report
rm -rf "$ALLURE_OUTPUT"
cp scripts/allurerc.mjs "$work/"
(cd "$work" && node "$OLDPWD/$allure" generate allure-results)
[ -f "$ALLURE_OUTPUT/index.html" ] || { echo 'Allure wrote no report.' >&2; exit 1; }
echo "artifacts/allure-report: $(find "$work/allure-results" -name '*-result.json' | wc -l) results, $(wc -l <"$ALLURE_HISTORY") reports in its history"

if [ "${1-}" = open ]; then
  exec node "$allure" open "$ALLURE_OUTPUT" --port "${2:-9999}"
fi
