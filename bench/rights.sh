#!/usr/bin/env bash
# One decision of rights with 23,000 staff and 400 groups.
source "$(dirname "$0")/lib.sh"
district_data
[ -d build-bench ] || cmake -S . -B build-bench -G Ninja -DCMAKE_BUILD_TYPE=Release -DDOORSTEP_PCH=ON -DDOORSTEP_BENCH=ON -DDOORSTEP_TESTS=OFF >/dev/null
ninja -C build-bench rights_bench >/dev/null
rm -rf "$work/rights" && cp -r "$work/data" "$work/rights"
build-bench/bench/rights_bench "$work/rights"
