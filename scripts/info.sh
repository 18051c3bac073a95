#!/usr/bin/env bash
# What this checkout is, what is installed, what was run last, and which ports of the stack are taken.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

line() {
  printf '%-14s %s\n' "$1" "$2"
}

# The first line of what a program says of its version.
version() {
  local said
  if command -v "$1" >/dev/null && said=$("$@" 2>&1 </dev/null | head -n 1) && [ -n "$said" ]; then
    echo "$said"
  else
    echo 'not installed'
  fi
}

line LeakGate "$(sed -n 's/.*<VersionPrefix>\(.*\)<.*/\1/p' Directory.Build.props) at $(git rev-parse --short HEAD 2>/dev/null || echo 'no commit')"
line .NET "$(version dotnet --version)"
line Node.js "$(version node --version)"
line PostgreSQL "$(version "$(compgen -G '/usr/lib/postgresql/*/bin/postgres' | sort -V | tail -n 1 || echo postgres)" --version)"
line Redis "$(version redis-server --version)"
line Docker "$(version docker --version)"
line 'last run' "$(find .leakgate/runs -mindepth 1 -maxdepth 1 -type d 2>/dev/null | sort | tail -n 1 | grep . || echo none)"
for port in 3000:Grafana 5000:leaky 5001:healthy 5432:PostgreSQL 5555:LeakGate 6379:Redis 8080:monitor 9090:Prometheus 9999:Allure; do
  if (exec 3<>"/dev/tcp/127.0.0.1/${port%%:*}") 2>/dev/null; then
    line "port ${port%%:*}" "taken (${port##*:} uses it)"
  fi
done
