#!/usr/bin/env bash
# The compose stack of deploy/: both samples, PostgreSQL, Redis, Prometheus, Grafana and the LeakGate server.
#   scripts/stack.sh images          build the images of the samples and of LeakGate
#   scripts/stack.sh up              start it, and wait until all of it is healthy
#   scripts/stack.sh down            end it; data stays (down --volumes removes it too)
#   scripts/stack.sh restart|status
#   scripts/stack.sh logs [SERVICE]  follow what it prints
#   scripts/stack.sh open grafana|dashboards|prometheus      print the address, and open it where there is a browser
# STACK=host takes deploy/compose.host.yml. `up` writes deploy/.env with random passwords the first time.
set -euo pipefail
cd "$(dirname "$0")/.."

# How long `up` waits for the last part to become healthy, in seconds.
patience=${STACK_PATIENCE:-180}
# Where the parts listen, as the compose files say.
ports=${STACK_PORTS:-leaky:5000 healthy:5001 PostgreSQL:5432 Redis:6379 Prometheus:9090 Grafana:3000 LeakGate:5555}

fail() {
  printf 'stack: %s\n' "$@" >&2
  exit 1
}

case ${STACK:-bridge} in
  bridge) file=deploy/compose.yml ;;
  host) file=deploy/compose.host.yml ;;
  *) fail "STACK is \"$STACK\"; it may be bridge (the default) or host" ;;
esac

# Sets compose to the command that is there; the plugin first: it is the one that goes on.
find_compose() {
  command -v docker >/dev/null \
    || fail 'Docker is not installed.' 'Debian and Ubuntu: sudo apt-get install docker.io docker-compose; elsewhere: https://docs.docker.com/engine/install/'
  if docker compose version >/dev/null 2>&1; then
    compose=(docker compose)
  elif command -v docker-compose >/dev/null; then
    compose=(docker-compose)
  else
    fail 'Docker is there without Compose.' 'Install docker-compose-plugin (Docker'\''s own packages) or docker-compose (Debian, Ubuntu).'
  fi
  compose+=(--project-name leakgate --project-directory deploy --env-file deploy/.env --file "$file")
}

need_daemon() {
  local told
  if ! told=$(docker info --format '{{.ServerVersion}}' 2>&1); then
    case $told in
      *'permission denied'*) fail 'You may not use Docker.' "Add yourself to its group and log in again: sudo usermod -aG docker $(id -un)" ;;
      *) fail 'Docker is not running.' 'Start it: sudo systemctl start docker; or start Docker Desktop.' "It said: $told" ;;
    esac
  fi
}

random_word() {
  od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

# Passwords are made once, for this machine: none stands in a file that is given away.
need_secrets() {
  if [ ! -f deploy/.env ]; then
    (
      umask 077
      printf 'POSTGRES_PASSWORD=%s\nGRAFANA_PASSWORD=%s\nLEAKGATE_TOKEN=%s\n' "$(random_word)" "$(random_word)" "$(random_word)" >deploy/.env
    )
    echo 'stack: wrote deploy/.env with random passwords' >&2
  fi
  # Prometheus reads the token from a file, as a user of its own: the file may be read by all, its folder by its owner only.
  mkdir -p deploy/secrets
  chmod 700 deploy/secrets
  sed -n 's/^LEAKGATE_TOKEN=//p' deploy/.env | tr -d '\n' >deploy/secrets/leakgate_token
  chmod 644 deploy/secrets/leakgate_token
  [ -s deploy/secrets/leakgate_token ] || fail 'deploy/.env holds no LEAKGATE_TOKEN.' "Add one of at least 16 characters, or remove the file: the next 'make up' writes it again."
}

is_taken() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Nothing is started where a port is taken: a half of the stack would be up, and the error far from its cause.
need_ports() {
  local taken=() part name port
  [ -z "$("${compose[@]}" ps -q 2>/dev/null)" ] || return 0
  for part in $ports; do
    name=${part%:*} port=${part#*:}
    ! is_taken "$port" || taken+=("port $port ($name) is taken; see by what: sudo ss -ltnp 'sport = :$port'")
  done
  [ ${#taken[@]} -eq 0 ] || fail "${taken[@]}" 'Stop what listens there (an installed server: sudo systemctl stop postgresql redis-server), then try again.'
}

# `up --wait` is known to the plugin only.
wait_healthy() {
  local ids told left end=$((SECONDS + patience))
  ids=$("${compose[@]}" ps -q)
  [ -n "$ids" ] || fail 'nothing of the stack runs.' 'Start it: make up'
  while :; do
    # shellcheck disable=SC2086 # one word each
    told=$(docker inspect --format '{{.Name}} {{if .State.Health}}{{.State.Health.Status}}{{else}}{{.State.Status}}{{end}}' $ids)
    left=$(sed -n '/ healthy$/!s|^/||p' <<<"$told")
    [ -n "$left" ] || return 0
    [ $SECONDS -lt $end ] || fail "not healthy after $patience s:" "$left" 'What they say: make logs'
    sleep 1
  done
}

show_addresses() {
  cat <<'END'
leaky       http://127.0.0.1:5000/metrics
healthy     http://127.0.0.1:5001/metrics
Prometheus  http://127.0.0.1:9090
Grafana     http://127.0.0.1:3000   user admin, password: GRAFANA_PASSWORD in deploy/.env
LeakGate    http://127.0.0.1:5555   token: LEAKGATE_TOKEN in deploy/.env
END
}

open_page() {
  echo "$1"
  if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && command -v xdg-open >/dev/null; then
    xdg-open "$1" >/dev/null 2>&1 || true
  fi
}

start() {
  find_compose
  need_daemon
  need_secrets
}

# Without its passwords it was never started here, and there is nothing to show.
started() {
  [ -f deploy/.env ] || fail 'The stack was never started here.' 'Start it: make up'
  start
}

case ${1-} in
  images)
    start
    "${compose[@]}" build
    ;;
  up)
    start
    need_ports
    "${compose[@]}" up --detach
    wait_healthy
    show_addresses
    ;;
  down)
    started
    shift
    "${compose[@]}" down "$@"
    ;;
  restart)
    started
    "${compose[@]}" restart
    wait_healthy
    ;;
  status)
    started
    "${compose[@]}" ps
    ;;
  logs)
    started
    shift
    "${compose[@]}" logs --follow --tail 100 "$@"
    ;;
  open)
    case ${2-} in
      grafana) open_page http://127.0.0.1:3000/ ;;
      prometheus) open_page http://127.0.0.1:9090/ ;;
      dashboards)
        printf '%-12s%s\n' 'Live run' http://127.0.0.1:3000/d/leakgate-live Targets http://127.0.0.1:3000/d/leakgate-targets History http://127.0.0.1:3000/d/leakgate-history
        open_page http://127.0.0.1:3000/d/leakgate-live
        ;;
      *) fail 'open what: grafana, dashboards or prometheus' ;;
    esac
    ;;
  *)
    sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
