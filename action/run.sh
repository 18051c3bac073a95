#!/usr/bin/env bash
# Step of the action: runs LeakGate and tells the job what came out of it. It exits 0 whenever LeakGate ran, in whichever way; its exit
# code is an output, by which finish.sh fails the job once everything is uploaded. Wrong inputs are told and end the same way.
#   INPUT_CONFIG, INPUT_TARGETS, INPUT_PROFILE, INPUT_FAIL_ON, INPUT_BASELINE, INPUT_REPORTS, INPUT_NOTIFY   the inputs of action.yml
# Values come in by the environment alone and are handed on as words: nothing of them is ever read by a shell.
set -uo pipefail

words=(run)
add() {
  [ -z "$2" ] || words+=("$1" "$2")
}

add --config "${INPUT_CONFIG-}"
add --profile "${INPUT_PROFILE-}"
add --fail-on "${INPUT_FAIL_ON-}"
add --baseline "${INPUT_BASELINE-}"
read -r -d '' -a targets <<<"${INPUT_TARGETS//,/ }" || true
for target in "${targets[@]}"; do
  words+=(--target "$target")
done

# Summary and annotations are delivered by LeakGate itself, where these two are written.
reports=${INPUT_REPORTS//[[:space:]]/}
for needed in markdown github; do
  case ",$reports," in
    *",$needed,"*) ;;
    *) reports=${reports:+$reports,}$needed ;;
  esac
done
words+=(--report "$reports")

case ${INPUT_NOTIFY:-comment} in
  comment) export LEAKGATE_NOTIFY=github ;;
  channels) ;;
  none) export LEAKGATE_NOTIFY=none ;;
  require)
    export LEAKGATE_NOTIFY=github
    words+=(--require-notify)
    ;;
  *)
    echo '::error title=LeakGate::The input notify takes comment, channels, none or require.'
    printf '%s\n' exit-code=2 verdict=error leak-types= severity= report-path= >>"${GITHUB_OUTPUT:?}"
    exit 0
    ;;
esac

runs=.leakgate/runs
mkdir -p "$runs"
log=$(mktemp)
before=$(ls -1 "$runs")
{ leakgate "${words[@]}" 2>&1 1>&3 </dev/null | tee "$log" >&2; } 3>&1
code=${PIPESTATUS[0]}
# Of the folders that are there now, the one that was not there before.
run=$(comm -13 <(sort <<<"$before") <(find "$runs" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sort) | tail -n 1)

# A verdict document is indented by two: keys of the first level stand behind exactly two spaces.
shopt -s nullglob
verdicts=()
[ -z "$run" ] || verdicts=("$runs/$run"/*/verdict.json)
worst() { # KEY WORD…: the first of the words that any document has as the value of KEY
  local key=$1 word
  shift
  [ "${#verdicts[@]}" -gt 0 ] || return 0
  for word in "$@"; do
    if grep -qE "^  \"$key\": \"$word\",?$" "${verdicts[@]}"; then
      echo "$word"
      return
    fi
  done
}

verdict=$(worst verdict failed leak inconclusive clean)
types=
if [ "${#verdicts[@]}" -gt 0 ]; then
  types=$(sed -n '/^  "leak_types": \[/,/\]/p' "${verdicts[@]}" | grep -oE '[a-z_]+_leak' | awk '!seen[$0]++' | paste -sd,)
fi
{
  echo "exit-code=$code"
  echo "verdict=${verdict:-error}"
  echo "leak-types=$types"
  echo "severity=$(worst severity critical high medium low)"
  echo "report-path=${run:+$PWD/$runs/$run}"
} >>"${GITHUB_OUTPUT:?}"

# Without a verdict LeakGate wrote no summary: what it said last stands there instead, as text.
if [ -z "$verdict" ]; then
  echo "::error title=LeakGate::LeakGate came to no verdict, exit code $code: the log of this step says why."
  {
    echo "## × LeakGate came to no verdict (exit code $code)"
    echo
    tail -n 20 "$log" | tr -d '\000-\010\013-\037' | cut -c 1-400 | sed 's/^/    /'
  } >>"${GITHUB_STEP_SUMMARY:?}"
fi
rm -f "$log"
exit 0
