#!/usr/bin/env bash
# Checks every pipeline: GitHub's workflows and action by GitHub's own checker, GitLab's by gitlab-ci-local with GitLab's schema, the shell
# in all of them by shellcheck, TeamCity's pom.xml as XML. The Kotlin of TeamCity needs libraries that only a TeamCity server has: said so.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install.sh lint

status=0
node --no-warnings --experimental-loader ./scripts/checkers/json-loader.mjs scripts/checkers/validate.mjs || status=1
shellcheck scripts/*.sh scripts/ci/*.sh action/*.sh .ci/run || status=1
if [ -f .teamcity/pom.xml ]; then
  xmllint --noout .teamcity/pom.xml || status=1
  echo 'not checked: .teamcity/settings.kts is compiled by TeamCity alone (its libraries come from a TeamCity server)'
fi
exit "$status"
