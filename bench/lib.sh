# Shared by the benches. Sourced.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
work=${BENCH_WORK:-.cache/bench}
mkdir -p "$work"
pids=()
stop_all() { for pid in "${pids[@]+"${pids[@]}"}"; do kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; done; }
trap stop_all EXIT

[ -x build/doorstep ] || { echo "bench: build first (./run or ./test)" >&2; exit 1; }

median() { sort -n | awk '{v[NR]=$1} END {print NR%2 ? v[(NR+1)/2] : (v[NR/2]+v[NR/2+1])/2}'; }

# The generated district as files, made once.
district() {
  [ -f "$work/district/.done" ] && return 0
  build/doorstep generate district --like chaoyang --seed 1 --out "$work/district" >/dev/null
  touch "$work/district/.done"
}
# ... and as a data folder.
district_data() {
  district
  [ -f "$work/data/.done" ] && return 0
  rm -rf "$work/data"
  build/doorstep import "$work/district/oneroster.zip" "$work/district/district.xlsx" --data "$work/data" >/dev/null
  touch "$work/data/.done"
}
serve() { # PORT
  build/doorstep serve --data "$work/data" --listen "127.0.0.1:$1" --web web/dist >"$work/serve.log" 2>&1 &
  pids+=($!)
  for _ in $(seq 100); do curl -sf "http://127.0.0.1:$1/healthz" >/dev/null && return 0; sleep 0.1; done
  echo "bench: the server did not start; see $work/serve.log" >&2; exit 1
}
