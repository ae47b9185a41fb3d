#!/usr/bin/env bash
# Live lessons: taking 30 sources in beside nginx-rtmp, sending segments and playlists beside nginx's static files, and
# how long who waits for a part waits after it is kept. Needs ffmpeg, wrk, node and Debian's nginx with
# libnginx-mod-rtmp. The clients share the machine.
source "$(dirname "$0")/lib.sh"
for tool in ffmpeg wrk nginx node jq; do command -v $tool >/dev/null || { echo "bench: needs $tool" >&2; exit 1; }; done
[ -f /usr/lib/nginx/modules/ngx_rtmp_module.so ] || { echo "bench: needs libnginx-mod-rtmp" >&2; exit 1; }
sources=${BENCH_SOURCES:-30}
seconds=${BENCH_SECONDS:-20}
rm -rf "$work/live"
mkdir -p "$work/live/hls" "$work/live/html"
base=$root/$work/live

# A lesson of 720p30 at 2.1 Mbit a second, a key frame every two seconds.
[ -f "$work/lesson.flv" ] || ffmpeg -v error -f lavfi -i testsrc2=size=1280x720:rate=30 -f lavfi -i sine=frequency=440 \
  -t $((seconds + 10)) -c:v libx264 -preset veryfast -b:v 2000k -minrate 2000k -maxrate 2000k -bufsize 1000k -nal-hrd cbr \
  -g 60 -c:a aac -b:a 96k -y "$work/lesson.flv"
head -c 500000 /dev/urandom >"$base/html/500k.bin"
head -c 1500 /dev/urandom | base64 -w0 | head -c 1500 >"$base/html/1500.txt"

cat >"$base/nginx.conf" <<CONF
load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
worker_processes 1;
pid $base/pid;
error_log /dev/null;
daemon off;
events { worker_connections 4096; }
rtmp { server { listen 127.0.0.1:18096; chunk_size 4096;
  application live { live on; hls on; hls_path $base/hls; hls_fragment 2s; hls_playlist_length 60s; } } }
http { access_log off; sendfile on; keepalive_requests 1000000;
  server { listen 127.0.0.1:18097; root $base/html; } }
CONF
nginx -c "$base/nginx.conf" -p "$base" &
nginx_main=$!
pids+=($nginx_main)
sleep 0.5
nginx_worker=$(pgrep -P $nginx_main | head -1)

district_data
cp -r "$work/data" "$base/data"
build/doorstep serve --data "$base/data" --listen 127.0.0.1:18098 --rtmp 127.0.0.1:18099 >"$base/serve.log" 2>&1 &
pids+=($!)
for _ in $(seq 100); do curl -sf http://127.0.0.1:18098/healthz >/dev/null && break; sleep 0.1; done
link=$(sed -n 's/.*\/link#//p' "$base/serve.log")
node bench/live.mjs keys http://127.0.0.1:18098 "$link" "$sources" "$base"
ingest=$(pgrep -f "doorstep-ingest --folder $base" | head -1)

ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; } # of 10 ms
memory() { awk '/^RssAnon/ {print $2}' "/proc/$1/status"; } # KB, without the pages of files
publish() { # TO...: all of them send for the whole time
  for to in "$@"; do ffmpeg -v error -re -i "$work/lesson.flv" -c copy -f flv "$to" >/dev/null 2>&1 & pids+=($!); done
}
measure() { # PID: percent of a core over the middle of the time
  sleep 5
  local begun
  begun=$(ticks "$1")
  sleep $((seconds - 5))
  awk -v a="$begun" -v b="$(ticks "$1")" -v s=$((seconds - 5)) 'BEGIN {printf "%.3f", (b - a) / s}'
}
idle=$(memory "$ingest")
publish $(sed 's#^#rtmp://127.0.0.1:18099/live/#' "$base/keys")
ours=$(measure "$ingest")
grown=$(($(memory "$ingest") - idle))
stop_all_but() { pkill -x ffmpeg || true; sleep 3; }
stop_all_but
publish $(seq -f "rtmp://127.0.0.1:18096/live/s%.0f" "$sources")
theirs=$(measure "$nginx_worker")
stop_all_but
awk -v o="$ours" -v t="$theirs" -v n="$sources" -v m="$grown" 'BEGIN {
  printf "taking in %d sources, nginx-rtmp for HLS   %6.2f %% of a core each\n", n, t / n
  printf "taking in, parts and recording             %6.2f %% of a core each   ratio %.2f   (wanted: 1.50)\n", o / n, o / t
  printf "memory                                     %6.2f MB each   (wanted: 8)\n", m / n / 1024 }'

node bench/live.mjs send http://127.0.0.1:18098 rtmp://127.0.0.1:18099/live "$base" "$work/lesson.flv" >"$base/addresses"
segment=$(jq -r .segment "$base/addresses")
playlist=$(jq -r .playlist "$base/addresses")
rate() { wrk -t1 -c"$1" -d4s "${@:3}" "$2" | awk '/Requests\/sec/ {print $2}'; }
for _ in 1 2 3; do
  rate 32 http://127.0.0.1:18097/500k.bin >>"$base/r.peer"; rate 32 "http://127.0.0.1:18098$segment" >>"$base/r.segment"
  rate 128 http://127.0.0.1:18097/1500.txt >>"$base/r.small"; rate 128 "http://127.0.0.1:18098$playlist" >>"$base/r.playlist"
done
size=$(jq -r .bytes "$base/addresses")
awk -v p="$(median <"$base/r.peer")" -v s="$(median <"$base/r.segment")" -v q="$(median <"$base/r.small")" -v l="$(median <"$base/r.playlist")" -v b="$size" 'BEGIN {
  printf "segments, nginx static 500 KB              %6.0f /s\n", p
  printf "segments of %3.0f KB                        %6.0f /s   ratio %.2f   (wanted: 0.80)\n", b / 1000, s, s / p
  printf "playlists, nginx static 1.5 KB             %6.0f /s\n", q
  printf "playlists                                  %6.0f /s   ratio %.2f   (wanted: 0.50)\n", l, l / q }'
for held in 1000 5000; do
  node bench/live.mjs held http://127.0.0.1:18098 rtmp://127.0.0.1:18099/live "$base" "$work/lesson.flv" "$held"
done
