#!/usr/bin/env bash
# Judges what leakgate.yml names by a profile, and lays out in artifacts/ what people and pipelines keep of it.
#   scripts/leak-run.sh quick|full|performance|demo [WORD…]      words go to leakgate, such as --target leaky
# It leaves, all of this run alone:
#   artifacts/leak-run/RUN           the run folder, with every report
#   artifacts/leak-reports           report.html, junit.xml, summary.md, metrics.prom and metrics.openmetrics.txt
#   artifacts/allure-results-PROFILE
#   artifacts/memory-graphs          the charts
#   artifacts/performance-results    a load report for each target, with the profile performance
# The exit code is LeakGate's. LEAKGATE names the tool where it is not the one that `make build` makes; LEAKGATE_CONFIG the configuration.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

profile=${1:?quick, full, performance or demo}
shift
read -r -a tool <<<"${LEAKGATE:-dotnet src/LeakGate.Cli/bin/${CONFIGURATION:-Release}/net10.0/leakgate.dll}"
reports=html,junit,markdown,github,teamcity,prometheus,svg,allure
runs=.leakgate/runs
mkdir -p "$runs" artifacts
before=$(ls -1 "$runs")

code=0
if [ "$profile" = demo ]; then
  "${tool[@]}" demo "$@" || code=$?
else
  "${tool[@]}" run --config "${LEAKGATE_CONFIG:-leakgate.yml}" --profile "$profile" --report "$reports" "$@" || code=$?
fi

run=$(comm -13 <(sort <<<"$before") <(find "$runs" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sort) | tail -n 1)
rm -rf artifacts/leak-run artifacts/leak-reports artifacts/memory-graphs artifacts/performance-results "artifacts/allure-results-$profile"
if [ -z "$run" ] || ! compgen -G "$runs/$run/*/run.jsonl" >/dev/null; then
  echo "leak-run: nothing was recorded (exit code $code)." >&2
  # What failed before the first record must not pass for a run.
  [ "$code" -ne 0 ] || code=5
  exit "$code"
fi

# The demo writes no reports by itself.
if [ "$profile" = demo ]; then
  "${tool[@]}" report "$run" --format "$reports" --quiet || code=5
fi

mkdir -p artifacts/leak-run artifacts/leak-reports
cp -r "$runs/$run" artifacts/leak-run/

# Reports of all targets stand in the folder of the run; those of a single target in its own.
place=$runs/$run
[ -d "$place/allure-results" ] || place=$(dirname "$(compgen -G "$runs/$run/*/run.jsonl" | head -n 1)")
for file in report.html junit.xml summary.md metrics.prom metrics.openmetrics.txt; do
  [ ! -f "$place/$file" ] || cp "$place/$file" artifacts/leak-reports/
done
[ ! -d "$place/allure-results" ] || cp -r "$place/allure-results" "artifacts/allure-results-$profile"
for target in "$runs/$run"/*/; do
  name=$(basename "$target")
  if [ -d "$target/memory-graphs" ] && [ "$name" != memory-graphs ]; then
    mkdir -p "artifacts/memory-graphs/$name"
    cp -r "$target/memory-graphs/." "artifacts/memory-graphs/$name/"
  fi
  if [ -f "$target/performance.json" ]; then
    mkdir -p artifacts/performance-results
    cp "$target/performance.json" "artifacts/performance-results/$name.json"
  fi
done
[ ! -d "$runs/$run/memory-graphs" ] || cp "$runs/$run/memory-graphs"/* artifacts/memory-graphs/
echo "leak-run: $run, exit code $code; see artifacts/" >&2
exit "$code"
