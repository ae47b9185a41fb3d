#!/usr/bin/env bash
# Places in courses and clubs for 342,000 students who name 10 of 20,000 offerings, beside random serial dictatorship on
# the same problem; and the command line with its files.
source "$(dirname "$0")/lib.sh"
[ -d build-bench ] || cmake -S . -B build-bench -G Ninja -DCMAKE_BUILD_TYPE=Release -DDOORSTEP_PCH=ON -DDOORSTEP_BENCH=ON -DDOORSTEP_TESTS=OFF >/dev/null
ninja -C build-bench draft_bench doorstep >/dev/null
echo "load $(cut -d' ' -f1-3 /proc/loadavg)"
build-bench/bench/draft_bench 342000 20000 10
build-bench/doorstep generate draft --students 342000 --offerings 20000 --preferences 10 --seed 1 --out "$work/draft.json" >/dev/null
begun=$(date +%s.%N)
build-bench/doorstep draft allocate "$work/draft.json" --seed "2026-09-01 07 11 23" --out "$work/places.json" >/dev/null
awk -v a="$begun" -v b="$(date +%s.%N)" 'BEGIN {printf "%-24s %.2f s with reading, writing and figures\n", "doorstep draft allocate", b-a}'
