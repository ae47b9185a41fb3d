#!/usr/bin/env bash
# The balance report of the generated district: the engine from aggregates and the what-if, then from stored data.
source "$(dirname "$0")/lib.sh"
district_data
[ -d build-bench ] || cmake -S . -B build-bench -G Ninja -DCMAKE_BUILD_TYPE=Release -DDOORSTEP_PCH=ON -DDOORSTEP_BENCH=ON -DDOORSTEP_TESTS=OFF >/dev/null
ninja -C build-bench balance_bench stored_bench >/dev/null
build-bench/bench/balance_bench
build-bench/bench/stored_bench "$work/data"
