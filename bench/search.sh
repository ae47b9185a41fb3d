#!/usr/bin/env bash
# Words of one, two and four characters among a million Chinese titles, beside SQLite on the same titles.
source "$(dirname "$0")/lib.sh"
[ -d build-bench ] || cmake -S . -B build-bench -G Ninja -DCMAKE_BUILD_TYPE=Release -DDOORSTEP_PCH=ON -DDOORSTEP_BENCH=ON -DDOORSTEP_TESTS=OFF >/dev/null
ninja -C build-bench search_bench >/dev/null
echo "load $(cut -d' ' -f1-3 /proc/loadavg)"
build-bench/bench/search_bench 1000000
