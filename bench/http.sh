#!/usr/bin/env bash
# One school by id and a list of 100 schools, against nginx serving a static 1 KB file. Needs wrk and nginx.
source "$(dirname "$0")/lib.sh"
for tool in wrk nginx jq; do command -v $tool >/dev/null || { echo "bench: needs $tool" >&2; exit 1; }; done
district_data
serve 18090

mkdir -p "$work/nginx/html"
head -c 1024 /dev/zero | tr '\0' 'x' >"$work/nginx/html/1k.txt"
cat >"$work/nginx/nginx.conf" <<CONF
worker_processes 2;
pid $root/$work/nginx/pid;
error_log /dev/null;
daemon off;
events { worker_connections 1024; }
http { access_log off; sendfile on; keepalive_requests 1000000; open_file_cache max=10;
  server { listen 127.0.0.1:18091; root $root/$work/nginx/html; } }
CONF
nginx -c "$root/$work/nginx/nginx.conf" -p "$root/$work/nginx" &
pids+=($!)
sleep 0.5

school=$(curl -sf "http://127.0.0.1:18090/api/schools?limit=1" | jq -r '.items[0].id')
rate() { wrk -t2 -c64 -d"${BENCH_SECONDS:-4}s" "$1" | awk '/Requests\/sec/ {print $2}'; }
one=http://127.0.0.1:18090/api/schools/$school
list="http://127.0.0.1:18090/api/schools?limit=100"
peer=http://127.0.0.1:18091/1k.txt
rate "$one" >/dev/null; rate "$peer" >/dev/null
for _ in 1 2 3 4 5; do rate "$peer" >>"$work/peer.$$"; rate "$one" >>"$work/one.$$"; rate "$list" >>"$work/list.$$"; done
p=$(median <"$work/peer.$$"); o=$(median <"$work/one.$$"); l=$(median <"$work/list.$$")
rm -f "$work"/{peer,one,list}.$$
awk -v p="$p" -v o="$o" -v l="$l" 'BEGIN {
  printf "nginx, static 1 KB          %9.0f /s\n", p
  printf "one school by id            %9.0f /s   ratio %.2f   (wanted: 0.80)\n", o, o/p
  printf "list of 100 schools         %9.0f /s   ratio %.2f   (wanted: 15000/s or 0.15)\n", l, l/p }'
