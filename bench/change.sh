#!/usr/bin/env bash
# One change by hand in a plan of exchange for the generated district, in the system's Chromium: until the page shows it.
source "$(dirname "$0")/lib.sh"
[ -f web/dist/index.html ] || { echo "bench: build the web app first (./run)" >&2; exit 1; }
district_data
rm -rf "$work/change" && cp -r "$work/data" "$work/change"
build/doorstep serve --data "$work/change" --listen 127.0.0.1:18094 --web web/dist >"$work/change.log" 2>&1 &
pids+=($!)
for _ in $(seq 100); do grep -q '/link#' "$work/change.log" && break; sleep 0.1; done
echo "load $(cut -d' ' -f1-3 /proc/loadavg)"
link=$(sed -n 's/.*\/link#//p' "$work/change.log")
(cd web && node scripts/plan-change.mjs http://127.0.0.1:18094 "$link")
