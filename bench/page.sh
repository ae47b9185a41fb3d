#!/usr/bin/env bash
# Load of the home page in the system's Chromium on a warm server: until the last request has been answered.
source "$(dirname "$0")/lib.sh"
[ -f web/dist/index.html ] || { echo "bench: build the web app first (./run)" >&2; exit 1; }
district_data
serve 18092
(cd web && node scripts/page-load.mjs http://127.0.0.1:18092/ && node scripts/bundle-size.mjs)
