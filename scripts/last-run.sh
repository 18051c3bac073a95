#!/usr/bin/env bash
# The last run: shows its summary, or writes its reports again.
#   scripts/last-run.sh show            where its reports are, and its summary
#   scripts/last-run.sh report [WORD…]  leakgate report on it; words go there, such as --format html --out reports
set -euo pipefail
cd "$(dirname "$0")/.."

run=$(find .leakgate/runs -mindepth 1 -maxdepth 1 -type d 2>/dev/null | sort | tail -n 1)
if [ -z "$run" ]; then
  echo 'There is no run in .leakgate/runs: make test-quick' >&2
  exit 2
fi
read -r -a tool <<<"${LEAKGATE:-dotnet src/LeakGate.Cli/bin/${CONFIGURATION:-Release}/net10.0/leakgate.dll}"

case ${1:?show or report} in
  show)
    "${tool[@]}" analyze "$run" || true
    find "$run" -maxdepth 2 -name report.html
    ;;
  report)
    shift
    "${tool[@]}" report "$run" "$@"
    ;;
  *)
    sed -n '2,4s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
