#!/usr/bin/env bash
# Installs what LeakGate needs beside .NET, on Debian and Ubuntu, through apt, and only what is missing.
#   scripts/install.sh demo      what `make demo` needs: PostgreSQL and Redis, and Node.js to build the viewer
#   scripts/install.sh test      what `make test` needs: the same, and what the tests drive; from npm the readers of reports and the checkers
#   scripts/install.sh lint      what `make lint`, `make validate-ci` and `make security-scan` need; from npm the checkers of pipelines
#   scripts/install.sh report    what `make allure-report` needs: Node.js, and from npm Allure
#   scripts/install.sh --check   says what is missing for all of them and changes nothing; exit code 1 when something is
# A server that LEAKGATE_POSTGRES or LEAKGATE_REDIS names is not installed. With nothing to do it says nothing. Where it may not install, it prints the commands and exits with 1.
set -euo pipefail

# One line per need: "what the need is called|Debian package|how to see that it is there".
# A check is a program in PATH, or a path that may hold a star (Debian keeps the server's programs out of PATH).
node_needs=(
  'Node.js (the viewer in reports is built with it)|nodejs|node'
  'npm|npm|npm'
)
demo_needs=(
  'setpriv (PostgreSQL refuses to run as root)|util-linux|setpriv'
  "${node_needs[@]}"
)
[ -n "${LEAKGATE_POSTGRES-}" ] || demo_needs+=('PostgreSQL server|postgresql|/usr/lib/postgresql/*/bin/initdb')
[ -n "${LEAKGATE_REDIS-}" ] || demo_needs+=('Redis server|redis-server|redis-server')
lint_needs=(
  "${node_needs[@]}"
  'shellcheck|shellcheck|shellcheck'
  'yamllint|yamllint|yamllint'
  'xmllint|libxml2-utils|xmllint'
)
test_needs=(
  "${demo_needs[@]}"
  'shellcheck|shellcheck|shellcheck'
  'yamllint|yamllint|yamllint'
  'xmllint|libxml2-utils|xmllint'
  'Chromium|chromium|chromium'
  'tmux (the live display is tested on a terminal)|tmux|tmux'
  'python3 (small targets of the tests)|python3|python3'
  'ps|procps|ps'
  'Go (a probe is tested on programs that the tests compile)|golang-go|go'
  'Java (Allure 2 reads our results in the tests)|default-jre-headless|java'
  'rsvg-convert (PNG of the charts)|librsvg2-bin|rsvg-convert'
  'Docker engine (containers are attached to)|docker.io|dockerd'
  'Compose (reads the files of the stack)|docker-compose|docker-compose'
  'exim4 (a mail server of the tests; only started by them)|exim4-daemon-light|exim4'
  'static busybox (what runs in those containers)|busybox-static|busybox'
  'promtool (reads our metrics)|prometheus|promtool'
)

usage() {
  sed -n '2,8s/^# \{0,1\}//p' "$0"
}

is_there() {
  local check=$1
  case $check in
    # Any version will do. PATH counts too: elsewhere than on Debian the server's programs are there.
    */initdb) compgen -G "$check" >/dev/null || command -v initdb >/dev/null ;;
    # Ubuntu calls it chromium-browser; both names are looked for by the tests.
    chromium) command -v chromium >/dev/null || command -v chromium-browser >/dev/null ;;
    *) command -v "$check" >/dev/null ;;
  esac
}

# Fills missing_names and missing_packages from the needs given.
find_missing() {
  missing_names=()
  missing_packages=()
  local need name package check
  for need in "$@"; do
    IFS='|' read -r name package check <<<"$need"
    if ! is_there "$check"; then
      missing_names+=("$name")
      missing_packages+=("$package")
    fi
  done
}

# The SDK is not in Debian, so it is never installed from here: how it comes to a machine is its owner's choice.
dotnet_problem() {
  local found
  if ! command -v dotnet >/dev/null; then
    echo 'The .NET SDK is not installed.'
  else
    found=$(dotnet --list-sdks | cut -d' ' -f1 | paste -sd' ')
    case " $found" in
      *' 10.'*) return 1 ;;
      *) echo "The .NET SDK has no version 10 (found: ${found:-none})." ;;
    esac
  fi
  echo 'Install .NET SDK 10 as https://learn.microsoft.com/dotnet/core/install/linux describes for your system,'
  echo 'and see that "dotnet --list-sdks" then lists a version that begins with 10.'
}

is_debian() {
  command -v apt-get >/dev/null && command -v dpkg >/dev/null
}

as_root=()
may_install() {
  if [ "$(id -u)" -eq 0 ]; then
    as_root=(env)
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo env)
  else
    return 1
  fi
}

install_missing() {
  echo "Missing: $(printf '%s, ' "${missing_names[@]}" | sed 's/, $//')"
  if ! is_debian; then
    echo 'This is not Debian or Ubuntu; install these with the tools of this system. Debian calls them:'
    printf '  %s\n' "${missing_packages[@]}"
    return 1
  fi

  if ! may_install; then
    echo 'Installing needs root, and sudo would ask for a password. Run:'
    echo '  sudo apt-get update'
    echo "  sudo apt-get install --no-install-recommends ${missing_packages[*]}"
    return 1
  fi

  # RUNLEVEL=1 keeps the packages from starting servers where no init runs, such as in a container: LeakGate starts private
  # ones of its own and needs no other.
  local log
  log=$(mktemp)
  echo "Installing: ${missing_packages[*]}"
  if ! {
    "${as_root[@]}" apt-get update -q \
      && "${as_root[@]}" DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -qy --no-install-recommends "${missing_packages[@]}"
  } >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    echo "apt could not install them; its whole output is in $log" >&2
    return 1
  fi
  rm -f "$log"
}

case ${1-} in
  demo) needs=("${demo_needs[@]}") ;;
  lint) needs=("${lint_needs[@]}") ;;
  report) needs=("${node_needs[@]}") ;;
  test | --check) needs=("${test_needs[@]}") ;;
  -h | --help | help)
    usage
    exit 0
    ;;
  *)
    usage >&2
    exit 2
    ;;
esac

# What is not in Debian comes from npm, by its lock file: readers of our reports that are not ours (both Allure lines among them) and
# checkers of pipelines. npm ci empties the folder first, so a copy of the lock in it says that it was filled, whole, from this very lock.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readers='tests/LeakGate.EndToEnd/Readers|readers of reports'
checkers='scripts/checkers|checkers of pipelines and secrets'
case $1 in
  lint) from_npm=("$checkers") ;;
  report) from_npm=("$readers") ;;
  demo) from_npm=() ;;
  *) from_npm=("$readers" "$checkers") ;;
esac

is_filled() {
  cmp -s "$root/$1/package-lock.json" "$root/$1/node_modules/.installed-lock.json"
}

fill() {
  local folder=$1 what=$2 log
  log=$(mktemp)
  echo "Installing: $what, from npm"
  if ! npm ci --prefix "$root/$folder" --ignore-scripts --no-audit --no-fund >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    echo "npm could not install the $what; its whole output is in $log" >&2
    return 1
  fi
  cp "$root/$folder/package-lock.json" "$root/$folder/node_modules/.installed-lock.json"
  rm -f "$log"
}

problems=0
if dotnet_problem; then
  problems=1
fi

find_missing "${needs[@]}"
if [ "${#missing_names[@]}" -gt 0 ]; then
  if [ "$1" = --check ]; then
    paste -d' ' <(printf 'missing: %s\n' "${missing_names[@]}") <(printf '(package %s)\n' "${missing_packages[@]}")
    problems=1
  elif install_missing; then
    # apt succeeds on a package that brings something else than expected: look again rather than trust.
    find_missing "${needs[@]}"
    if [ "${#missing_names[@]}" -gt 0 ]; then
      echo "Still missing after the installation: ${missing_names[*]}" >&2
      problems=1
    fi
  else
    problems=1
  fi
fi

for package in "${from_npm[@]}"; do
  IFS='|' read -r folder what <<<"$package"
  if is_filled "$folder"; then
    continue
  fi
  if [ "$1" = --check ]; then
    echo "missing: $what (npm ci in $folder)"
    problems=1
  elif ! command -v npm >/dev/null || ! fill "$folder" "$what"; then
    problems=1
  fi
done

exit "$problems"
