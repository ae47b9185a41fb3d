#!/usr/bin/env bash
# Import of the generated district's OneRoster zip, against sqlite3's own .import of the same rows into plain tables
# with the same indexes. Peak memory by GNU time.
source "$(dirname "$0")/lib.sh"
for tool in sqlite3 /usr/bin/time; do command -v $tool >/dev/null || { echo "bench: needs $tool" >&2; exit 1; }; done
district

ours() {
  rm -rf "$work/import"
  /usr/bin/time -f '%e %M' build/doorstep import "$work/district/oneroster.zip" --data "$work/import" 2>"$work/time" >/dev/null
  tail -1 "$work/time"
}
tables=$(ours >/dev/null; sqlite3 "$work/import/doorstep.db" "SELECT name FROM sqlite_master WHERE type='table' AND name LIKE 'registry_%' ORDER BY name")
# The rows as csv and the tables with their indexes, as our import left them.
rm -rf "$work/plain" && mkdir -p "$work/plain"
for table in $tables; do
  sqlite3 -csv "$work/import/doorstep.db" "SELECT * FROM $table" >"$work/plain/$table.csv"
  [ -s "$work/plain/$table.csv" ] || rm "$work/plain/$table.csv"
done
sqlite3 "$work/import/doorstep.db" "SELECT sql||';' FROM sqlite_master WHERE tbl_name LIKE 'registry_%' AND sql IS NOT NULL" >"$work/plain/schema.sql"
theirs() {
  rm -f "$work/plain.db"
  { echo "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"; cat "$work/plain/schema.sql"; echo ".mode csv"; echo "BEGIN;"
    for file in "$work"/plain/*.csv; do echo ".import $file $(basename "$file" .csv)"; done; echo "COMMIT;"; } >"$work/plain/load.sql"
  /usr/bin/time -f '%e %M' sqlite3 "$work/plain.db" <"$work/plain/load.sql" 2>"$work/time" >/dev/null
  tail -1 "$work/time"
}
for _ in 1 2 3; do ours >>"$work/ours.$$"; theirs >>"$work/theirs.$$"; done
o=$(awk '{print $1}' "$work/ours.$$" | median); t=$(awk '{print $1}' "$work/theirs.$$" | median); m=$(awk '{print $2}' "$work/ours.$$" | median)
rows=$(cat "$work"/plain/*.csv | wc -l)
rm -f "$work"/{ours,theirs}.$$
awk -v o="$o" -v t="$t" -v m="$m" -v r="$rows" 'BEGIN {
  printf "sqlite3 .import             %9.2f s   %d rows\n", t, r
  printf "doorstep import             %9.2f s   ratio %.2f   (wanted: at most 3)\n", o, o/t
  printf "peak memory                 %9.0f MB  (wanted: under 300)\n", m/1024 }'
