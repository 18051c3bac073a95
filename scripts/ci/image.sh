#!/usr/bin/env bash
# Step of the release: builds the image of a version and pushes it.
#   scripts/ci/image.sh VERSION      IMAGE: its name, DOCKERFILE: what it is built from; latest is moved by versions without a suffix only
set -euo pipefail
cd "$(dirname "$0")/../.."

version=${1:?the version}
image=${IMAGE:?the name of the image}
image=${image,,}
tags=("$image:$version")
case $version in
  *-*) ;;
  *) tags+=("$image:latest") ;;
esac

words=()
for tag in "${tags[@]}"; do
  words+=(--tag "$tag")
done
docker build "${words[@]}" --target leakgate --build-arg "VERSION=$version" --file "${DOCKERFILE:?}" .
for tag in "${tags[@]}"; do
  docker push "$tag"
done
