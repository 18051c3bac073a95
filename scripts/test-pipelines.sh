#!/usr/bin/env bash
# The long tests of what pipelines do and of what is given away, each on a fresh clone of what is committed here:
#   pipeline   the shell steps of the quick leak run, as a runner has them: builds, judges both samples on private servers; then make demo and make report-generate
#   tool       dotnet tool install from the packed package into an empty folder, then leakgate demo
#   file       the single file in a minimal root file system without .NET: --version, doctor, run (needs root and debootstrap)
#   scripts/test-pipelines.sh [pipeline|tool|file]…      all of them by default; some 15 minutes on two cores
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- pipeline tool file

work=$(mktemp -d)
mounted=()
finish() {
  for place in "${mounted[@]}"; do
    umount "$place" || true
  done
  rm -rf --one-file-system "$work"
}
trap finish EXIT
git clone --quiet . "$work/checkout"
version=0.0.0-test.$(date +%s)

pack() {
  [ -d "$work/packages" ] && return
  (cd "$work/checkout" && unset LEAKGATE && scripts/package.sh "$version")
  mv "$work/checkout/artifacts/packages" "$work/packages"
}

pipeline() {
  local code=0
  (
    cd "$work/checkout"
    unset LEAKGATE LEAKGATE_POSTGRES LEAKGATE_REDIS
    GITHUB_SHA=$(git rev-parse HEAD)
    export CI=true GITHUB_ACTIONS=true GITHUB_REF=refs/heads/main GITHUB_SHA GITHUB_STEP_SUMMARY=$work/summary.md
    make tool && scripts/leak-run.sh quick
  ) || code=$?
  [ "$code" -eq 0 ]
  grep -q leaky "$work/summary.md"
  compgen -G "$work/checkout/artifacts/allure-results-quick/*-result.json" >/dev/null
  [ -f "$work/checkout/artifacts/leak-reports/junit.xml" ]
  (cd "$work/checkout" && unset LEAKGATE LEAKGATE_POSTGRES LEAKGATE_REDIS && make demo </dev/null | tail -n 1)
  (
    cd "$work/checkout"
    rm -r artifacts/leak-reports
    make report-generate </dev/null
    find artifacts/leak-reports -name report.html | grep -q .
  )
}

tool() {
  pack
  mkdir "$work/empty"
  (
    cd "$work/empty"
    dotnet tool install leakgate --tool-path "$work/tool" --version "$version" --source "$work/packages"
    [ "$("$work/tool/leakgate" --version)" = "$version" ]
    "$work/tool/leakgate" demo --quiet
  )
}

file() {
  if [ "$(id -u)" -ne 0 ] || ! command -v debootstrap >/dev/null; then
    echo 'file: needs root and debootstrap (apt-get install debootstrap)' >&2
    return 1
  fi
  pack
  local root=$work/root suite
  suite=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
  if ! debootstrap --variant=minbase "$suite" "$root" >"$work/debootstrap.log" 2>&1; then
    tail -n 5 "$work/debootstrap.log" >&2
    return 1
  fi
  tar -C "$root/opt" -xzf "$work/packages/leakgate-$version-linux-x64.tar.gz"
  mount -t proc proc "$root/proc"
  mounted+=("$root/proc")
  inside() { chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"; }
  if inside sh -c 'command -v dotnet'; then
    echo 'file: there is a dotnet in the root file system' >&2
    return 1
  fi
  local leakgate=/opt/leakgate-$version-linux-x64/leakgate
  [ "$(inside "$leakgate" --version)" = "$version" ]
  # Without OpenSSL all is proven but the heap of .NET, and why that is not is said.
  local code=0
  inside "$leakgate" doctor >"$work/doctor" 2>&1 || code=$?
  [ "$code" -eq 3 ]
  grep -q 'OpenSSL' "$work/doctor"
  cp /usr/lib/*-linux-gnu/lib{ssl,crypto}.so.[0-9]* "$root/usr/lib/"
  inside "$leakgate" doctor
  rm "$root"/usr/lib/lib{ssl,crypto}.so.[0-9]*
  # A target that needs nothing either: perl is part of every Debian.
  cp scripts/ci/small-server.pl "$root/opt/"
  inside sh -c "cd /root && $leakgate run --quiet --report html,junit --url http://127.0.0.1:8899/ -- perl /opt/small-server.pl 8899"
  compgen -G "$root/root/.leakgate/runs/*/*/report.html" >/dev/null
}

for name in "$@"; do
  echo "== $name"
  began=$SECONDS
  "$name"
  echo "== $name holds ($((SECONDS - began)) s)"
done
