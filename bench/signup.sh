#!/usr/bin/env bash
# 5,000 guardians press at the same second for 200 clubs, then 5,000 presses a second for some seconds: how long each
# waits for the answer, and whether any place was given twice. The clients share the machine.
#   signup.sh             one server over SQLite
#   signup.sh postgresql  three servers over one PostgreSQL, whose commits are on disk as they are by default
source "$(dirname "$0")/lib.sh"
[ -f "$work/club-district/.done" ] || {
  build/doorstep generate district --schools 40 --students 24000 --seed 1 --out "$work/club-district" >/dev/null
  touch "$work/club-district/.done"
}
rm -rf "$work/signup"
mkdir -p "$work/signup"
data=$work/signup/data
servers=1
port=${BENCH_PORT:-18094}
if [ "${1:-}" = postgresql ]; then
  servers=3
  bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
  folder=$(mktemp -d /tmp/doorstep-bench-XXXXXX)  # a socket's path is short
  trap 'stop_all; rm -rf "$folder"' EXIT
  chown postgres "$folder" 2>/dev/null || true
  as() { if [ "$(id -u)" = 0 ]; then setpriv --reuid postgres --regid postgres --clear-groups "$@"; else "$@"; fi; }
  as "$bin/initdb" -D "$folder/data" -U doorstep -A trust -E UTF8 --locale=C >/dev/null
  as "$bin/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c max_connections=300 >"$work/signup/postgres.log" 2>&1 &
  pids+=($!)
  for _ in $(seq 100); do "$bin/pg_isready" -q -h "$folder" && break; sleep 0.1; done
  "$bin/createdb" -h "$folder" -U doorstep signup
  data="postgresql://doorstep@/signup?host=$folder"
fi
build/doorstep import "$work/club-district/oneroster.zip" "$work/club-district/district.xlsx" --data "$data" >/dev/null
urls=
for at in $(seq 0 $((servers - 1))); do
  log=$work/signup-$at.log
  build/doorstep serve --data "$data" --files "$work/signup" --listen "127.0.0.1:$((port + at))" --trust-proxy >"$log" 2>&1 &
  pids+=($!)
  for _ in $(seq 100); do curl -sf "http://127.0.0.1:$((port + at))/healthz" >/dev/null && break; sleep 0.1; done
  # Each server makes a link as long as nobody has come by one: the last one is good.
  link=$(sed -n 's/.*\/link#//p' "$log")
  urls+=${urls:+,}http://127.0.0.1:$((port + at))
done
node bench/signup.mjs "$urls" "$link" "$data" "$work/signup" "${BENCH_SECONDS:-3}"
