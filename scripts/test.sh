#!/usr/bin/env bash
# Runs test projects that are built already, one after the other, and ends with one line: "N passed, N failed, N skipped".
#   scripts/test.sh PROJECT…      names of folders in tests/, or `web`: the viewer's own tests
# The results stay in artifacts/tests, as xunit XML and as TRX, those of the viewer as JUnit XML. Exit code 1 when anything failed or nothing ran.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

configuration=${CONFIGURATION:-Release}
results=artifacts/tests
rm -rf "$results"
mkdir -p "$results"

for project in "$@"; do
  echo "== $project"
  if [ "$project" = web ]; then
    (cd web && node node_modules/vitest/vitest.mjs run --reporter=default --reporter=junit --outputFile.junit="../$results/web.xml" </dev/null) ||
      echo "== $project ended with exit code $?"
    continue
  fi
  # A project that fails does not keep the next one from running; what failed is counted below, from the results.
  "tests/$project/bin/$configuration/net10.0/$project" \
    --results-directory "$results" --no-progress --timeout 30m \
    --report-xunit --report-xunit-filename "$project.xml" \
    --report-xunit-trx --report-xunit-trx-filename "$project.trx" </dev/null ||
    echo "== $project ended with exit code $?"
done

exec scripts/count-tests.sh "$results" "$#"
