#!/usr/bin/env bash
# Looks for vulnerable and deprecated packages, secrets and licences that do not fit; the report is artifacts/security-reports.
# Exit code 1 with a finding. What could not be checked is said first; with SECURITY_STRICT=1 it ends with 3.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install.sh lint
exec node scripts/checkers/security.mjs
