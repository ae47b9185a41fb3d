#!/usr/bin/env bash
# Plans of teacher exchange for 500 schools with 20,000 teachers and for 100 with 4,000, beside the bound of the linear
# programme; of the smaller one also beside CBC on the identical model, which any solver can read (`doorstep exchange mps`).
source "$(dirname "$0")/lib.sh"
[ -d build-bench ] || cmake -S . -B build-bench -G Ninja -DCMAKE_BUILD_TYPE=Release -DDOORSTEP_PCH=ON -DDOORSTEP_BENCH=ON -DDOORSTEP_TESTS=OFF >/dev/null
ninja -C build-bench exchange_bench >/dev/null
echo "load $(cut -d' ' -f1-3 /proc/loadavg)"
build-bench/bench/exchange_bench 500 20000 30
echo
build-bench/bench/exchange_bench 100 4000 10 "$work/exchange.mps"
if command -v cbc >/dev/null; then
  begun=$(date +%s.%N)
  cbc "$work/exchange.mps" -ratioGap 0.001 -sec 600 -solve >"$work/cbc.log"
  ended=$(date +%s.%N)
  value=$(awk '/^Objective value:/ {print $3}' "$work/cbc.log")
  awk -v v="$value" -v s="$(echo "$ended $begun" | awk '{print $1-$2}')" \
    'BEGIN {printf "CBC, the same model    %.6f in %6.2f s (to 0.1 %%, its default cuts and heuristics)\n", v/1e6, s}'
else
  echo "CBC: not installed (apt-get install coinor-cbc); the comparison is left out"
fi
