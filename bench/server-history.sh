#!/usr/bin/env bash
# Fills a history with 10,000 runs on SQLite and on PostgreSQL and asks the real server for its lists, 21 times each: lines
# `FIGURE name median most` in ms, and bytes per run. Build first: make build.
set -euo pipefail
cd "$(dirname "$0")/.."
LEAKGATE_BENCH_RUNS=${1:-10000} tests/LeakGate.EndToEnd/bin/Release/net10.0/LeakGate.EndToEnd \
  --no-progress --show-live-output on --filter-class LeakGate.EndToEnd.Server.LongHistoryTests </dev/null
