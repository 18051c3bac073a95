#!/usr/bin/env bash
# Adds up the test results that were written as xunit XML (.NET) or JUnit XML (web) and prints one line: "N passed, N failed, N skipped".
#   scripts/count-tests.sh FOLDER EXPECTED
# EXPECTED is how many result files there must be, one per test project: a project that crashed before it wrote its results
# must not look like one that passed. Exit code 1 when anything failed, nothing ran, or a file is missing.
set -euo pipefail

folder=${1:?the folder with the result files}
expected=${2:?how many result files there must be}
shopt -s nullglob
files=("$folder"/*.xml)

# Attribute NAME of every element ELEMENT, added up.
sum() {
  local element=$1 name=$2 total=0 value
  while read -r value; do
    total=$((total + value))
  done < <(grep -ohE "<$element [^>]*" "${files[@]}" | grep -oE " $name=\"[0-9]+\"" | grep -oE '[0-9]+')
  echo "$total"
}

passed=0 failed=0 skipped=0
if [ "${#files[@]}" -gt 0 ]; then
  # What went wrong outside of any test (a fixture that could not be disposed of) counts as a failure as well.
  broken=$(($(sum testsuite failures) + $(sum testsuite errors)))
  left_out=$(sum testsuite skipped)
  passed=$(($(sum assembly passed) + $(sum testsuite tests) - broken - left_out))
  failed=$(($(sum assembly failed) + $(sum assembly errors) + broken))
  skipped=$(($(sum assembly skipped) + $(sum assembly not-run) + left_out))
fi

status=0
if [ "${#files[@]}" -ne "$expected" ]; then
  echo "$expected result files were expected in $folder and ${#files[@]} are there: a test run did not end." >&2
  status=1
fi
if [ "$failed" -gt 0 ] || [ "$passed" -eq 0 ]; then
  status=1
fi

# Whoever sees only the end of a log sees what failed, and the beginning of why.
if [ "$failed" -gt 0 ]; then
  perl -0777 -ne '
    while (/<test [^>]*?\bname="([^"]*)"[^>]*?\bresult="Fail"[^>]*>(.*?)<\/test>/sg) {
      my ($name, $body) = ($1, $2);
      my $why = $body =~ /<message>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?<\/message>/s ? $1 : "";
      $why = join " ", split " ", substr $why, 0, 600;
      my %sign = (lt => "<", gt => ">", quot => "\"", apos => "\x27", amp => "&");
      s/&(lt|gt|quot|apos|amp);/$sign{$1}/g for $name, $why;
      print "failed: $name: $why\n";
    }' "${files[@]}"
fi

echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
