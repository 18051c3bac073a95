#!/usr/bin/env bash
# Step of the pipelines: adds the runs in artifacts/ to the site of past runs, with an Allure report of their results.
#   SITE         folder of the site as it stood; default artifacts/site
#   BUILD_LINK   optional: page of this build
# Branch and commit are those that GitHub or GitLab set.
set -euo pipefail
cd "$(dirname "$0")/../.."

site=${SITE:-artifacts/site}
mkdir -p "$site"
words=(--site "$site"
  --branch "${GITHUB_REF_NAME:-${CI_COMMIT_REF_NAME-}}"
  --commit "${GITHUB_SHA:-${CI_COMMIT_SHA-}}"
  --build "${BUILD_LINK:-${CI_JOB_URL-}}")

shopt -s nullglob
for verdict in artifacts/leak-run{,-*}/*/*/verdict.json; do
  run=$(dirname "$(dirname "$verdict")")
  [[ " ${words[*]} " == *" $run "* ]] || words+=(--run "$run")
done

if compgen -G 'artifacts/allure-results-*/*-result.json' >/dev/null; then
  scripts/install.sh report
  ALLURE_HISTORY=$PWD/artifacts/allure-history.jsonl
  export ALLURE_HISTORY
  [ ! -f "$site/allure-history.jsonl" ] || cp "$site/allure-history.jsonl" "$ALLURE_HISTORY"
  scripts/allure-report.sh
  cp "$ALLURE_HISTORY" "$site/allure-history.jsonl"
  words+=(--allure artifacts/allure-report)
fi

node scripts/site/site.mjs "${words[@]}"
