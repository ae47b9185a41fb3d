#!/usr/bin/env bash
# A storm of sign-ins, 200 a second for 20 s from many addresses, and what it does to everybody else's requests.
source "$(dirname "$0")/lib.sh"
district_data
rm -rf "$work/storm" && cp -r "$work/data" "$work/storm"
build/doorstep serve --data "$work/storm" --listen 127.0.0.1:18093 --trust-proxy >"$work/storm.log" 2>&1 &
pids+=($!)
for _ in $(seq 100); do grep -q '/link#' "$work/storm.log" && break; sleep 0.1; done
node bench/storm.mjs http://127.0.0.1:18093 "$(sed -n 's/.*\/link#//p' "$work/storm.log")" "${BENCH_SECONDS:-20}"
