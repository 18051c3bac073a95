#!/usr/bin/env bash
# Kills the server at random moments while runs are pushed, 30 times (or as often as the first argument says), and checks that no
# acknowledged run is lost and that the history is whole. The tests do the same five times.
set -euo pipefail
cd "$(dirname "$0")/.."
LEAKGATE_BENCH_KILLS=${1:-30} tests/LeakGate.EndToEnd/bin/Release/net10.0/LeakGate.EndToEnd --no-progress \
  --filter-method 'LeakGate.EndToEnd.Server.PushTests.A_pushed_run_is_kept_once_whole_and_outlives_kills_of_the_server' </dev/null
