#!/usr/bin/env bash
# How long LeakGate takes to start, beside `dotnet --version` on the same machine: medians of alternating runs, as Markdown.
#   bench/startup.sh [RUNS]      RUNS: 11 by default, an odd number
# Alternating, so that whatever else the machine does falls on all alike. Build first: make build.
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${1:-11}
tool=src/LeakGate.Cli/bin/${CONFIGURATION:-Release}/net10.0/leakgate
names=('dotnet --version' 'leakgate --version' 'leakgate --help' 'leakgate help exit-codes')
declare -A times

milliseconds() {
  local begin end
  begin=$(date +%s%N)
  "$@" >/dev/null
  end=$(date +%s%N)
  echo $(((end - begin) / 1000000))
}

once() {
  local words
  read -ra words <<<"$1"
  if [ "${words[0]}" = leakgate ]; then
    words[0]=$tool
  fi
  milliseconds "${words[@]}"
}

# The first run of each only fills the page cache.
for name in "${names[@]}"; do
  once "$name" >/dev/null
done

for ((run = 0; run < runs; run++)); do
  for name in "${names[@]}"; do
    times[$name]+="$(once "$name") "
  done
done

echo '| command | median, ms | lowest | highest |'
echo '| --- | --- | --- | --- |'
for name in "${names[@]}"; do
  read -ra words <<<"${times[$name]}"
  mapfile -t sorted < <(printf '%s\n' "${words[@]}" | sort -n)
  echo "| \`$name\` | ${sorted[$((runs / 2))]} | ${sorted[0]} | ${sorted[-1]} |"
done
