#!/usr/bin/env bash
# Last step of the action: ends with LeakGate's own exit code.
#   EXIT_CODE, VERDICT   outputs of run.sh; without them that step did not come to its end
set -euo pipefail

if ! [[ ${EXIT_CODE-} =~ ^[0-9]{1,3}$ ]]; then
  echo '::error title=LeakGate::LeakGate did not run to its end.'
  exit 5
fi

echo "LeakGate: ${VERDICT:-error}, exit code $EXIT_CODE"
exit "$EXIT_CODE"
