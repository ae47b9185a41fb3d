#!/usr/bin/env bash
# Every bench, one after another; what they print is kept in bench/results.md.
cd "$(dirname "$0")"
{
  echo "# Results"
  echo
  echo "Printed by \`bench/all.sh\` on $(nproc) cores; ratios tell more than seconds."
  for bench in balance rights exchange change draft search storm signup import http page; do
    printf '\n## %s\n\n```\n' "$bench"
    ./$bench.sh 2>&1
    echo '```'
  done
} | tee results.md
