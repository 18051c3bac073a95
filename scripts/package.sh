#!/usr/bin/env bash
# Makes what is given away, into artifacts/packages:
#   scripts/package.sh [VERSION]
#   leakgate.VERSION.nupkg                      the .NET tool
#   LeakGate.{Judge,Runs,Observation,Reports}.VERSION.nupkg   the libraries
#   leakgate-VERSION-linux-x64.tar.gz           one file that needs no .NET, with the demo beside it (that needs one), and man pages
#   SHA256SUMS
# Without a version it is that of Directory.Build.props.
set -euo pipefail
cd "$(dirname "$0")/.."

version=${1:-$(sed -n 's/.*<VersionPrefix>\(.*\)<.*/\1/p' Directory.Build.props)}
if ! [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]]; then
  echo "package: $version is no version, such as 1.2.3 or 1.2.3-rc.1" >&2
  exit 2
fi

out=$PWD/artifacts/packages
rm -rf "$out"
mkdir -p "$out"
words=(-c Release -nologo -v quiet "-p:Version=$version")

dotnet restore LeakGate.slnx ${CI:+--locked-mode} -v quiet
dotnet build src/LeakGate.Cli --no-restore "${words[@]}"
for project in LeakGate.Cli LeakGate LeakGate.Runs LeakGate.Observation LeakGate.Reports; do
  dotnet pack "src/$project" --no-build --output "$out" "${words[@]}"
done

# The single file needs a restore of its own, for its system; afterwards that of the checkout is made again. Versions are pinned centrally
# either way, and its lock files are thrown away.
work=$(mktemp -d)
trap 'rm -rf "$work"; dotnet restore LeakGate.slnx -v quiet >/dev/null || true' EXIT
rm -f src/*/obj/single-file.lock.json samples/*/obj/single-file.lock.json
dotnet publish src/LeakGate.Cli "${words[@]}" --runtime linux-x64 -p:PublishSingleFile=true -p:NuGetLockFilePath=obj/single-file.lock.json \
  --output "$work/leakgate-$version-linux-x64"
cp -r LICENSE docs/man "$work/leakgate-$version-linux-x64/"
find "$work" -name '*.pdb' -not -path '*/demo/*' -delete
tar -C "$work" --owner=0 --group=0 --sort=name -czf "$out/leakgate-$version-linux-x64.tar.gz" "leakgate-$version-linux-x64"
(cd "$out" && sha256sum -- * >SHA256SUMS)
ls -1sh "$out"
