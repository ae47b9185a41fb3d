#!/usr/bin/env bash
# A file of 2 GB over a line that breaks 20 times, sent by the web app's own client: whether what is kept is byte by byte
# the same, how long it took, and the server's memory. Beside it cp and sync of the same file on the same disk.
source "$(dirname "$0")/lib.sh"
size=${BENCH_BYTES:-$((2 << 30))}
breaks=${BENCH_BREAKS:-20}
port=${BENCH_PORT:-18095}
rm -rf "$work/upload" "$work/copy.mp4" && mkdir -p "$work/upload"
# An MP4 by its first box; behind it bytes that nothing can make smaller.
if [ "$(stat -c %s "$work/lesson.mp4" 2>/dev/null)" != "$size" ]; then
  { printf '\0\0\0\x18ftypisom\0\0\x02\0isommp42\0\0\0\0mdat'
    openssl enc -aes-128-ctr -K 00000000000000000000000000000001 -iv 00000000000000000000000000000001 -in /dev/zero 2>/dev/null || true
  } | head -c "$size" >"$work/lesson.mp4"
fi
build/doorstep serve --data "$work/upload" --listen "127.0.0.1:$port" >"$work/upload.log" 2>&1 &
pids+=($!)
for _ in $(seq 100); do grep -q '/link#' "$work/upload.log" && break; sleep 0.1; done
echo "load $(cut -d' ' -f1-3 /proc/loadavg)"
sync
begun=$(date +%s.%N)
cp --reflink=never "$work/lesson.mp4" "$work/copy.mp4" && sync "$work/copy.mp4"
awk -v a="$begun" -v b="$(date +%s.%N)" -v n="$size" 'BEGIN {printf "cp and sync       %8.2f s   %.0f MB\n", b-a, n/1048576}'
rm -f "$work/copy.mp4"
(cd web && node scripts/upload-broken.mjs "http://127.0.0.1:$port" "$(sed -n 's/.*\/link#//p' "../$work/upload.log")" "$root/$work/lesson.mp4" "$breaks" "${pids[0]}")
kept=$(find "$work/upload/files/blobs" -type f -size "${size}c" | head -1)
if [ -n "$kept" ] && cmp -s "$work/lesson.mp4" "$kept"; then echo "byte-identical    yes"; else echo "byte-identical    NO"; exit 1; fi
rm -rf "$work/upload"
