# The demonstration data of an empty register: two real tables and one generated district. Sourced by ./run.
import_demo() {
  current="importing the demonstration data"
  # generated beside the imports of the other two
  { [ -f .cache/generated/.done ] || { build/doorstep generate district --like chaoyang --seed 1 --out .cache/generated >/dev/null && touch .cache/generated/.done; }; } & local generating=$!
  say "demonstration data: 2,668 primary schools (Ministry of Education, Open Government Data License 1.0)"
  build/doorstep import demo/tw-primary-schools-113.csv --as tw-primary-113 "$@" >.cache/import-tw.log
  say "demonstration data: 1,096 English schools with their trusts (Open Government Licence v3.0)"
  build/doorstep import demo/uk-gias-2022.csv --as uk-gias-2022 "$@" >.cache/import-uk.log
  say "demonstration data: one generated district, 500 schools and 342,000 students (not real)"
  wait $generating || fail "the district could not be generated"
  build/doorstep import .cache/generated/oneroster.zip .cache/generated/district.xlsx "$@" >.cache/import-generated.log
}
