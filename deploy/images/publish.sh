#!/usr/bin/env bash
# Publishes what the images hold, below a folder: leakgate, leaky, healthy, and the empty working folder of the server.
#   deploy/images/publish.sh FOLDER [WORD…]      words go to dotnet publish; --no-build takes what is built already
set -euo pipefail
out=$(realpath -m "${1:?a folder}")
shift
cd "$(dirname "$0")/../.."

words=(-c Release --no-restore -v quiet -nologo "$@")
case " $* " in
  *' --no-build '*) ;;
  *) dotnet restore src/LeakGate.Cli --locked-mode -v quiet ;;
esac
dotnet publish src/LeakGate.Cli "${words[@]}" -o "$out/leakgate"
dotnet publish samples/LeakyApp "${words[@]}" -o "$out/leaky"
dotnet publish samples/HealthyApp "${words[@]}" -o "$out/healthy"
# For developers only.
find "$out" \( -name '*.pdb' -o -name '*.xml' \) -delete
mkdir -p "$out/work/.leakgate"
