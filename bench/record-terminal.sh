#!/usr/bin/env bash
# Records what a person sees during a real run and after it, as text, by tmux: docs/pictures/run-WIDTH-LANGUAGE-MOMENT.txt.
#   bench/record-terminal.sh [WIDTH:LANGUAGE…]      all four by default: 80:en 80:ru 160:en 160:ru
# The target is bench/recorded-server.py, which keeps 4 KiB of every request. TOOL names another build of
# leakgate than that of this folder. Build first: make build. Needs tmux and python3.
set -euo pipefail
cd "$(dirname "$0")/.."

tool=${TOOL:-$PWD/src/LeakGate.Cli/bin/${CONFIGURATION:-Release}/net10.0/leakgate}
mkdir -p docs/pictures
work=$(mktemp -d)
socket=$work/tmux
trap 'tmux -S "$socket" kill-server 2>/dev/null || true; rm -rf "$work"' EXIT

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Blanks at line ends and empty lines at the end say nothing.
capture() {
  tmux -S "$socket" capture-pane -p -S - -t "$1" | sed -e 's/[[:space:]]*$//' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' >"$2"
}

record() {
  local width=$1 language=$2 port name deadline
  port=$(free_port)
  name=run-$width-$language
  mkdir -p "$work/$name"
  tmux -S "$socket" new-session -d -s "$name" -x "$width" -y 24 -c "$work/$name" \
    "env -u CI TERM=tmux-256color LANG=C.UTF-8 '$tool' run --lang $language --budget 60s --url http://127.0.0.1:$port/ -- python3 '$PWD/bench/recorded-server.py' $port; echo \$? >exit; sleep 600"
  deadline=$((SECONDS + 240))
  while [ ! -e "$work/$name/exit" ] && [ "$SECONDS" -lt "$deadline" ]; do
    sleep 1
    # The last picture before the run ends stays: the one with most to show.
    if ! [ -e "$work/$name/exit" ]; then
      tmux -S "$socket" capture-pane -p -t "$name" | sed -e 's/[[:space:]]*$//' >"$work/$name/live"
      if grep -qE 'growth per request|рост на запрос' "$work/$name/live" && ! grep -qE '✓ (stop|остановка)' "$work/$name/live"; then cp "$work/$name/live" "docs/pictures/$name-live.txt"; fi
    fi
  done
  [ -e "$work/$name/exit" ] || { echo "$name did not end in time" >&2; return 1; }
  capture "$name" "docs/pictures/$name-end.txt"
  echo "$name ended with $(cat "$work/$name/exit")"
  tmux -S "$socket" kill-session -t "$name"
}

if [ $# -eq 0 ]; then
  set -- 80:en 80:ru 160:en 160:ru
fi
for wanted in "$@"; do
  record "${wanted%%:*}" "${wanted##*:}"
done
