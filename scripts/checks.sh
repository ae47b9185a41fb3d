# How ./test runs and counts. Every runner adds to `passed` and `failed`; nothing is counted that did not run.
passed=0
failed=0
failures=()

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

# gtest_program PROGRAM ARGUMENTS...: one GoogleTest program, counted test by test.
gtest_program() {
  local program=$1 name report
  name=$(basename "$program"); shift
  report=.cache/gtest-$(dirname "$program" | cut -d/ -f1)-$name.json
  rm -f "$report"
  timeout 900 "$program" "$@" --gtest_output=json:"$report" --gtest_brief=1 >"${report%.json}.log" 2>&1 || true
  if [ ! -s "$report" ]; then
    count 0 1 "$program died (see ${report%.json}.log)"
    tail -n 15 "${report%.json}.log" | sed 's/^/    /'
    return 0
  fi
  local all bad
  all=$(jq '.tests - ((.disabled) // 0)' "$report")
  bad=$(jq '.failures + .errors' "$report")
  [ "$all" -gt 0 ] || { count 0 1 "$program ran no test"; return 0; }
  count $((all - bad)) "$bad" "$program"
  [ "$bad" -eq 0 ] || grep -E '^\[  FAILED|: Failure|error:' "${report%.json}.log" | head -20 | sed 's/^/    /'
}

# Every program that doorstep_test declared in a build folder.
gtest_programs() {
  local dir=$1 program
  while read -r program; do gtest_program "$program"; done < <(ctest --test-dir "$dir" --show-only=json-v1 | jq -r '.tests[].command[0]' | sed "s|^$root/||")
}

# Standard output must equal the file that is checked in.
openapi_is_current() { diff -u docs/api/openapi.json <(build/doorstep openapi); }
formats_are_current() { diff -u docs/formats/README.md <(build/doorstep formats); }

cpp_files() { git ls-files '*.cpp' '*.h'; }
cpp_format() { cpp_files | xargs clang-format --dry-run -Werror; }

# clang-tidy takes eight seconds a file: the sources that the last commits touched, or all of them with --tidy-all.
tidy_commits=10
cpp_tidy() {
  local since
  since=$(git rev-list -1 --skip=$tidy_commits HEAD)
  { if [ "${tidy_all:-}" ] || [ -z "$since" ]; then git ls-files '*.cpp'; else git diff --name-only --diff-filter=d "$since" HEAD -- '*.cpp'; fi; } |
    grep -E '^(base|engines|platform|modules|app)/' | grep -v /tests/ | head -"${tidy_most:-40}" | xargs -r -P 2 -n 2 clang-tidy -p build-tidy --quiet
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
  jq -r '.. | objects | select(.ok? == false and .title?) | "    failed: " + .title' "$report" | head -20
}

# The C++ tests again under ASan and UBSan, and those with threads under TSan.
sanitizer_programs() {
  configure build-asan -DCMAKE_BUILD_TYPE=RelWithDebInfo "-DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O0 -g1" -DDOORSTEP_SANITIZE=address,undefined
  build build-asan all
  gtest_programs build-asan
  configure build-tsan -DCMAKE_BUILD_TYPE=RelWithDebInfo "-DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O1 -g1" -DDOORSTEP_SANITIZE=thread
  local threaded=(db_contract_test jobs_test http_server_test accounts_test)
  build build-tsan "${threaded[@]}"
  local program
  for program in "${threaded[@]}"; do gtest_program "$(find build-tsan -name "$program" -type f)"; done
}

fuzz_programs() {
  configure build-fuzz -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=RelWithDebInfo "-DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O1 -g1" -DDOORSTEP_FUZZ=ON -DDOORSTEP_TESTS=OFF
  build build-fuzz csv_fuzz zip_fuzz xlsx_fuzz http_fuzz
  local program
  for program in build-fuzz/tests/fuzz/*_fuzz; do
    mkdir -p ".cache/corpus/$(basename "$program")"
    check "fuzz $(basename "$program")" "$program" -max_total_time=10 -rss_limit_mb=2000 -timeout=10 ".cache/corpus/$(basename "$program")"
  done
}

finish() {
  quiet_exit=1
  local line
  for line in "${failures[@]+"${failures[@]}"}"; do printf 'failed: %s\n' "$line"; done
  say "done"
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
