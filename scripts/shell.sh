#!/usr/bin/env bash
# Opens a prompt on the PostgreSQL or Redis server of the samples.
#   scripts/shell.sh postgres|redis
# The server is the one that LEAKGATE_POSTGRES or LEAKGATE_REDIS names, else the private one of a run that goes on now, else that of the
# compose stack on its usual port.
set -euo pipefail

# Port of a private server: LeakGate starts both with the port among their words.
private_port() {
  ps -eo args= | sed -nE "s/$1/\1/p" | head -n 1
}

case ${1-} in
  postgres)
    host=127.0.0.1 port=5432 user=shop database=shop
    if [ -n "${LEAKGATE_POSTGRES-}" ]; then
      value() { tr ';' '\n' <<<"$LEAKGATE_POSTGRES" | sed -nE "s/^ *$1 *= *//Ip" | tail -n 1; }
      host=$(value Host) port=$(value Port) user=$(value Username) database=$(value Database)
      PGPASSWORD=$(value Password)
      export PGPASSWORD
    elif found=$(private_port '.*postgres .*-p ([0-9]+).*') && [ -n "$found" ]; then
      port=$found user=postgres database=postgres
    fi
    exec psql --host "${host:-127.0.0.1}" --port "${port:-5432}" --username "${user:-postgres}" "${database:-${user:-postgres}}"
    ;;
  redis)
    address=${LEAKGATE_REDIS:-}
    found=$(private_port '.*redis-server [^ ]*:([0-9]+).*')
    address=${address:-127.0.0.1:${found:-6379}}
    exec redis-cli -h "${address%:*}" -p "${address##*:}"
    ;;
  *)
    sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
