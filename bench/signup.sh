#!/usr/bin/env bash
# 5,000 guardians press at the same second for 200 clubs, then 5,000 presses a second for some seconds: how long each
# waits for the answer, and whether any place was given twice. The clients share the machine.
source "$(dirname "$0")/lib.sh"
[ -f "$work/club-district/.done" ] || {
  build/doorstep generate district --schools 40 --students 24000 --seed 1 --out "$work/club-district" >/dev/null
  touch "$work/club-district/.done"
}
rm -rf "$work/signup"
build/doorstep import "$work/club-district/oneroster.zip" "$work/club-district/district.xlsx" --data "$work/signup" >/dev/null
port=${BENCH_PORT:-18094}
build/doorstep serve --data "$work/signup" --listen "127.0.0.1:$port" --trust-proxy >"$work/signup.log" 2>&1 &
pids+=($!)
for _ in $(seq 100); do grep -q '/link#' "$work/signup.log" && break; sleep 0.1; done
node bench/signup.mjs "http://127.0.0.1:$port" "$(sed -n 's/.*\/link#//p' "$work/signup.log")" "$work/signup" "${BENCH_SECONDS:-3}"
