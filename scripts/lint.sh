#!/usr/bin/env bash
# Format and style of everything: .NET, the viewer, shell, YAML. Goes on after a failure, so that one call tells all.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
scripts/install.sh lint || exit

status=0
part() {
  echo "== $1"
  shift
  "$@" || status=1
}

mapfile -t yaml < <(git ls-files '*.yml' '*.yaml')
mapfile -t shell < <(git ls-files '*.sh')
part 'analyzers' dotnet build LeakGate.slnx -c Release --no-restore --no-incremental -v quiet -nologo
part 'dotnet format' dotnet format LeakGate.slnx --verify-no-changes --no-restore
[ -d web/node_modules ] || (cd web && npm ci --no-audit --no-fund --loglevel=error) || status=1
part 'viewer' npm --prefix web run --silent lint
part 'shellcheck' shellcheck "${shell[@]}" .ci/run
part 'yamllint' yamllint --strict -c .yamllint.yml "${yaml[@]}"
exit "$status"
