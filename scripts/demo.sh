# The demonstration data of an empty register: two real tables and one generated district. Sourced by ./run.
import_demo() {
  current="importing the demonstration data"
  # generated beside the imports of the other two
  # its classes are those of this school year, so that its rooms can be used
  local year=$(($(date +%Y) - ($(date +%-m) < 9)))
  [ $year -ge 2025 ] || year=2025
  local made=.cache/generated-$year
  { [ -f $made/.done ] || { build/doorstep generate district --like chaoyang --seed 1 --year $year --out $made >/dev/null && touch $made/.done; }; } & local generating=$!
  say "demonstration data: 2,668 primary schools (Ministry of Education, Open Government Data License 1.0)"
  build/doorstep import demo/tw-primary-schools-113.csv --as tw-primary-113 "$@" >.cache/import-tw.log
  say "demonstration data: 1,096 English schools with their trusts (Open Government Licence v3.0)"
  build/doorstep import demo/uk-gias-2022.csv --as uk-gias-2022 "$@" >.cache/import-uk.log
  say "demonstration data: one generated district, 500 schools and 342,000 students (not real)"
  wait $generating || fail "the district could not be generated"
  build/doorstep import $made/oneroster.zip $made/district.xlsx "$@" >.cache/import-generated.log
}

# Clubs, courses, care and more of the generated district, through a server of its own; leaves the token of the first
# administrator's new sign-in link in .cache/first-link.
fill_rooms() {
  current="filling the rooms of the generated district"
  say "demonstration data: clubs, courses, resources, assignments, care and honours of one group (not real)"
  build/doorstep serve "$@" --listen 127.0.0.1:0 >.cache/rooms-serve.log 2>&1 & local server=$!
  local link=
  for _ in $(seq 300); do
    link=$(sed -n 's/.*\(http:[^ ]*\)\/link#\(.*\)/\1 \2/p' .cache/rooms-serve.log)
    [ -n "$link" ] && break
    sleep 0.1
  done
  (umask 077 && node scripts/demo/rooms.mjs $link >.cache/first-link 2>.cache/rooms.log) ||
    { kill $server; fail "the rooms could not be filled (see .cache/rooms.log); remove the data and run again, or with --no-demo"; }
  kill $server
  wait $server || true
}
