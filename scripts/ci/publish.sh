#!/usr/bin/env bash
# Step of the release: makes the release of a tag with the files of artifacts/packages, and pushes the packages where there is a key.
#   scripts/ci/publish.sh TAG      GH_TOKEN: may write releases; NUGET_API_KEY: optional; NUGET_SOURCE: another feed than nuget.org
set -euo pipefail
cd "$(dirname "$0")/../.."

tag=${1:?the tag}
if ! [[ $tag =~ ^v[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]]; then
  echo "publish: $tag is no tag of a version, such as v1.2.3" >&2
  exit 2
fi

words=(release create "$tag" --title "LeakGate ${tag#v}" --generate-notes --verify-tag)
case $tag in
  *-*) words+=(--prerelease) ;;
esac
gh "${words[@]}" artifacts/packages/*

if [ -z "${NUGET_API_KEY-}" ]; then
  echo '::warning title=Release::NUGET_API_KEY is not set: the packages are part of the release and were not pushed to a feed.'
  exit 0
fi
dotnet nuget push 'artifacts/packages/*.nupkg' --api-key "$NUGET_API_KEY" --skip-duplicate \
  --source "${NUGET_SOURCE:-https://api.nuget.org/v3/index.json}"
