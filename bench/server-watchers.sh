#!/usr/bin/env bash
# One live run of 180 s that nobody watches, then one that 50 watchers follow over WebSocket: how late they are, the server's memory,
# and the sampling of both runs. Prints lines `FIGURE name value`. Build first: make build.
set -euo pipefail
cd "$(dirname "$0")/.."
LEAKGATE_BENCH_WATCHERS=${1:-50} LEAKGATE_BENCH_SECONDS=${2:-180} tests/LeakGate.EndToEnd/bin/Release/net10.0/LeakGate.EndToEnd \
  --no-progress --show-live-output on --filter-class LeakGate.EndToEnd.Server.ManyWatchersTests </dev/null
