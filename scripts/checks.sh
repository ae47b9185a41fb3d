# How ./test runs and counts. Every runner adds to `passed` and `failed`; nothing is counted that did not run.
passed=0
failed=0
failures=()

engine_tests=(variation_test standard_test synthetic_test)
fault_tests=(db_kill_writer_test import_kill_test promises_test files_kill_test ingest_kill_test)
threaded_tests=(db_contract_test jobs_test http_server_test accounts_test search_test media_ingest_test media_formats_test)

section() { current="$1"; say "$1"; }
count() { passed=$((passed + $1)); failed=$((failed + $2)); [ "$2" -eq 0 ] || failures+=("$3"); }

# check WHAT COMMAND...: one test that a command succeeds.
check() {
  local what=$1 log; shift
  log=.cache/check-$(tr -c 'a-z0-9\n' '-' <<<"${what,,}").log
  if "$@" >"$log" 2>&1; then count 1 0 "$what"; else
    count 0 1 "$what (see $log)"
    printf '  failed: %s\n' "$what"
    tail -n 15 "$log" | sed 's/^/    /'
  fi
}

# gtest_report PROGRAM: where its results stand.
gtest_report() { echo ".cache/gtest-$(dirname "$1" | cut -d/ -f1)-$(basename "$1").json"; }

# gtest_run PROGRAM ARGUMENTS...: one GoogleTest program; its results and its end stand beside each other.
gtest_run() {
  local program=$1 report status=0; shift
  report=$(gtest_report "$program")
  rm -f "$report"
  ASAN_SYMBOLIZER_PATH=/usr/bin/llvm-symbolizer-16 LSAN_OPTIONS=suppressions=$root/tests/lsan.supp:print_suppressions=0 timeout 900 "$program" "$@" \
    --gtest_output=json:"$report" --gtest_brief=1 >"${report%.json}.log" 2>&1 || status=$?
  echo "$status" >"${report%.json}.end"
}

# gtest_tally PROGRAM: counts test by test what gtest_run left. What was skipped did not run.
gtest_tally() {
  local program=$1 report status ran bad
  report=$(gtest_report "$program")
  status=$(cat "${report%.json}.end")
  if [ ! -s "$report" ]; then
    count 0 1 "$program died (see ${report%.json}.log)"
    tail -n 15 "${report%.json}.log" | sed 's/^/    /'
    return 0
  fi
  ran=$(jq '[.testsuites[].testsuite[] | select(.result == "COMPLETED")] | length' "$report")
  bad=$(jq '[.testsuites[].testsuite[] | select(.failures)] | length' "$report")
  [ "$bad" -gt 0 ] || [ "$status" -eq 0 ] || bad=1 ran=$((ran + 1)) # a suite's set-up, or a sanitizer at the end
  [ "$ran" -gt 0 ] || { count 0 1 "$program ran no test"; return 0; }
  count $((ran - bad)) "$bad" "$program (see ${report%.json}.log)"
  [ "$bad" -eq 0 ] || grep -E '^\[  FAILED|: Failure|error:|ERROR:|SUMMARY:' "${report%.json}.log" | head -20 | sed 's/^/    /'
}

# gtest_each PROGRAMS...: as many at a time as there are cores; much of a program's time is waiting for a database.
gtest_each() {
  local program
  for program in "$@"; do
    while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n || true; done
    gtest_run "$program" &
  done
  wait
  for program in "$@"; do gtest_tally "$program"; done
}

# Every program that doorstep_test declared in a build folder, without those named after it.
gtest_programs() {
  local dir=$1 program programs=(); shift
  while read -r program; do
    [[ " $* " == *" $(basename "$program") "* ]] || programs+=("$program")
  done < <(ctest --test-dir "$dir" --show-only=json-v1 | jq -r '.tests[].command[0]' | sed "s|^$root/||")
  gtest_each "${programs[@]}"
}

# Standard output must equal the file that is checked in.
openapi_is_current() { diff -u docs/api/openapi.json <(build/doorstep openapi); }
formats_are_current() { diff -u docs/formats/README.md <(build/doorstep formats); }

cpp_files() { git ls-files '*.cpp' '*.h'; }
cpp_format() { cpp_files | xargs clang-format --dry-run -Werror; }

# clang-tidy takes eight seconds a file and more: the sources that the last commits touched, newest first, and not more
# than a few. What clang 14 cannot read of GCC 12's ranges is not our fault (clang-diagnostic-error) and passed over.
tidy_commits=10
tidy_most=6
cpp_tidy() {
  configure build-tidy -DCMAKE_BUILD_TYPE=Release -DDOORSTEP_PCH=OFF -DCMAKE_UNITY_BUILD=OFF  # a command for each source
  local found=.cache/tidy-found.log
  git log --format= --name-only -"$tidy_commits" -- '*.cpp' | awk '!seen[$0]++' |
    grep -E '^(base|engines|platform|modules|app)/' | grep -v /tests/ | while read -r file; do [ -f "$file" ] && echo "$file"; done |
    head -"$tidy_most" | xargs -r -P 2 -n 1 clang-tidy -p build-tidy --quiet >"$found" 2>/dev/null || true
  ! grep -A3 -E 'error: .*\[[a-z].*-warnings-as-errors\]' "$found"
}

web_script() { (cd web && npm run --silent "$1"); }

vitest_program() {
  local report=.cache/vitest.json
  rm -f "$report"
  (cd web && npx --no-install vitest run --reporter=json --outputFile=../"$report" >../.cache/vitest.log 2>&1) || true
  [ -s "$report" ] || { count 0 1 "vitest died (see .cache/vitest.log)"; return 0; }
  count "$(jq .numPassedTests "$report")" "$(jq '.numFailedTests + ([.testResults[] | select(.status=="failed" and (.assertionResults|length)==0)] | length)' "$report")" "vitest (see .cache/vitest.log)"
}

playwright_program() {
  local report=.cache/playwright.json
  rm -f "$report"
  (cd web && PLAYWRIGHT_JSON_OUTPUT_NAME=../"$report" npx --no-install playwright test --reporter=json >../.cache/playwright.log 2>&1) || true
  [ -s "$report" ] || { count 0 1 "playwright died (see .cache/playwright.log)"; tail -n 15 .cache/playwright.log; return 0; }
  count "$(jq '.stats.expected + .stats.flaky' "$report")" "$(jq '.stats.unexpected + (.errors | length)' "$report")" "playwright (see .cache/playwright.json)"
  jq -r '.. | objects | select(.ok? == false and .title?) | "    failed: \(.title)",
    ([.tests[].results[].errors[].message] | first // "" | gsub("\u001b\\[[0-9;]*m"; "") | split("\n")[:8][] | "      " + .)' "$report" | head -60
}

# sanitized NAME COMPILER OPTIMISATION SANITIZERS TARGETS...: several sources to a unit, which halves the time to compile;
# source by source when names in two of them do not go together.
sanitized() {
  local dir=build-$1 common=("-DCMAKE_CXX_COMPILER=$2" -DCMAKE_BUILD_TYPE=RelWithDebInfo -DDOORSTEP_PCH=ON "-DCMAKE_CXX_FLAGS_RELWITHDEBINFO=$3 -g1" "-DDOORSTEP_SANITIZE=$4")
  shift 4
  configure "$dir" "${common[@]}" -DCMAKE_UNITY_BUILD=ON
  say "building $* in $dir"
  current="building in $dir"
  ninja -C "$dir" "$@" >".cache/units-$dir.log" 2>&1 && return 0
  say "units do not go together (see .cache/units-$dir.log): once more source by source"
  configure "$dir" "${common[@]}" -DCMAKE_UNITY_BUILD=OFF
  build "$dir" "$@"
}
asan_programs() {
  # clang takes half of the time that GCC takes for the same checks
  sanitized asan clang++-16 -O0 address,undefined all
  gtest_programs build-asan "${fault_tests[@]}" # these kill the program as it is shipped
}
tsan_programs() {
  sanitized tsan g++ -O1 thread "${threaded_tests[@]}"
  local program programs=()
  for program in "${threaded_tests[@]}"; do programs+=("$(find build-tsan -name "$program" -type f)"); done
  gtest_each "${programs[@]}"
}

fuzz_programs() {
  configure build-fuzz -DCMAKE_CXX_COMPILER=clang++-16 -DCMAKE_BUILD_TYPE=RelWithDebInfo "-DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O1 -g1" -DDOORSTEP_FUZZ=ON -DDOORSTEP_TESTS=OFF
  build build-fuzz csv_fuzz zip_fuzz xlsx_fuzz http_fuzz token_fuzz exchange_fuzz draft_fuzz questions_fuzz cartridge_fuzz rtmp_fuzz matroska_fuzz
  local program programs=(build-fuzz/tests/fuzz/*_fuzz)
  for program in "${programs[@]}"; do
    while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n || true; done
    fuzz_run "$program" &
  done
  wait
  for program in "${programs[@]}"; do check "fuzz $(basename "$program")" fuzz_ended "$program"; done
}
fuzz_log() { echo ".cache/$(basename "$1").log"; }
fuzz_run() {
  local corpus status=0
  corpus=.cache/corpus/$(basename "$1")
  mkdir -p "$corpus"
  "$1" -max_total_time=10 -rss_limit_mb=2000 -timeout=10 "$corpus" >"$(fuzz_log "$1")" 2>&1 || status=$?
  echo "ended with $status" >>"$(fuzz_log "$1")"
}
fuzz_ended() { tail -n 15 "$(fuzz_log "$1")"; [ "$(tail -n 1 "$(fuzz_log "$1")")" = "ended with 0" ]; }

finish() {
  quiet_exit=1
  local line
  for line in "${failures[@]+"${failures[@]}"}"; do printf 'failed: %s\n' "$line"; done
  say "done"
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
