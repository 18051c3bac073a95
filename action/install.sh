#!/usr/bin/env bash
# Step of the action: installs the tool into a folder of the job and puts that folder into the PATH of the steps behind.
#   INPUT_VERSION     a version; empty: the newest; installed: what is in PATH already
#   LEAKGATE_SOURCE   optional: a folder or feed to take the package from, in place of the configured ones
set -euo pipefail

version=${INPUT_VERSION-}
if [ "$version" = installed ]; then
  if ! command -v leakgate >/dev/null; then
    echo '::error title=LeakGate::version is "installed", and there is no leakgate in PATH.'
    exit 2
  fi
  leakgate --version
  exit 0
fi

if [ -n "$version" ] && ! [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]]; then
  echo '::error title=LeakGate::The input version must be a version such as 1.2.3, "installed", or empty.'
  exit 2
fi

folder=${RUNNER_TEMP:?}/leakgate-tool
words=(tool install leakgate --tool-path "$folder")
[ -z "$version" ] || words+=(--version "$version")
[ -z "${LEAKGATE_SOURCE-}" ] || words+=(--source "$LEAKGATE_SOURCE")
dotnet "${words[@]}"
echo "$folder" >>"${GITHUB_PATH:?}"
"$folder/leakgate" --version
