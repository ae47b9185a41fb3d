#include "intake_run.h"

#include <doorstep/base/digest.h>

#include <algorithm>

#include "store.h"

namespace doorstep::registry {
namespace {

constexpr size_t most_samples = 100;
constexpr size_t most_faults_kept = 1000;

// A value as a report shows it.
template <class T>
std::string shown(const T& member) {
  if constexpr (describe::is_optional<T>::value)
    return member ? shown(*member) : std::string{};
  else if constexpr (std::is_same_v<T, bool>)
    return member ? "true" : "false";
  else if constexpr (std::is_same_v<T, Date>)
    return member == Date::always() || member == Date::never() ? std::string{} : member.text();
  else if constexpr (std::is_floating_point_v<T>)
    return fmt::format("{}", member);
  else
    return store::member_text(member);
}

// No name of a person stands in a report.
template <class Row>
constexpr bool private_member(std::string_view name) {
  return (std::is_same_v<Row, PersonRow> && name.ends_with("_name")) ||
         (std::is_same_v<Row, IdentifierRow> && name == "value");
}

// Numbers of persons do not stand there either.
template <class Row>
std::string shown_id(const Row& row) {
  if constexpr (std::is_same_v<Row, IdentifierRow>)
    return row.owner_id;
  else
    return store::key_text(row);
}

// Empty texts, ids and optionals mean "not known".
template <class T>
bool unknown(const T& member) {
  if constexpr (describe::is_optional<T>::value)
    return !member;
  else if constexpr (json::is_id<T>::value || std::is_same_v<T, std::string>)
    return member.empty();
  else
    return false;
}

// The days of a span are facts of their own: a corrected one holds in every version.
constexpr bool is_day(std::string_view name) { return name == "begin_on" || name == "end_on" || name == "on_day"; }

// Calls visit(place, name, old member, new member) for each pair of members.
template <class Row, class Visit>
void each_pair(Row& before, const Row& after, Visit&& visit) {
  size_t place = 0;
  boost::mp11::mp_for_each<describe::members_of<Row>>(
      [&](auto d) { visit(place++, std::string_view{d.name}, before.*d.pointer, after.*d.pointer); });
}

}  // namespace

IntakeRun::IntakeRun(db::Session& session, const IntakeOptions& options, std::string pepper, int64_t seq)
    : session_(session), options_(options), pepper_(std::move(pepper)), seq_(seq) {}

template <class Row>
IntakeRun::State<Row>& IntakeRun::state() {
  auto& found = std::get<State<Row>>(states_);
  if (!found.loaded) {
    found.loaded = true;
    found.counts.table = store::Of<Row>::table;
    store::load_marks<Row>(session_, options_.source.id, found.marks, found.held_of_source);
  }
  return found;
}

template <class Visit>
decltype(auto) IntakeRun::with_table(Table table, Visit&& visit) const {
  auto& self = const_cast<IntakeRun&>(*this);
  switch (table) {
    case Table::org:
      return visit(self.state<OrgRow>(), OrgRow{});
    case Table::campus:
      return visit(self.state<CampusRow>(), CampusRow{});
    case Table::person:
      return visit(self.state<PersonRow>(), PersonRow{});
    case Table::staff:
      return visit(self.state<StaffRow>(), StaffRow{});
    case Table::role:
      return visit(self.state<RoleRow>(), RoleRow{});
    case Table::term:
      return visit(self.state<TermRow>(), TermRow{});
    case Table::course:
      return visit(self.state<CourseRow>(), CourseRow{});
    case Table::class_:
      return visit(self.state<ClassRow>(), ClassRow{});
    case Table::enrolment:
      return visit(self.state<EnrolmentRow>(), EnrolmentRow{});
    case Table::facility:
      return visit(self.state<FacilityRow>(), FacilityRow{});
    case Table::return_:
      return visit(self.state<ReturnRow>(), ReturnRow{});
    case Table::membership:
      return visit(self.state<MembershipRow>(), MembershipRow{});
    case Table::successor:
      return visit(self.state<SuccessorRow>(), SuccessorRow{});
    case Table::identifier:
      break;
  }
  return visit(self.state<IdentifierRow>(), IdentifierRow{});
}

std::string IntakeRun::id_for(Table table, std::string_view key) const {
  const bool person = table == Table::person || table == Table::staff;
  const auto kind = person ? std::string_view{"person"} : describe::enum_name(table);
  return derived_uuid(options_.source.space, kind, key, person ? pepper_ : std::string{});
}

std::string IntakeRun::digest_of_national_id(std::string_view number) const {
  std::string plain{"national-id:"};
  for (const char c : number)
    if (c != ' ') plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return "digest:" + keyed_digest_hex(pepper_, plain);
}

bool IntakeRun::known(Table table, std::string_view id) const {
  return with_table(table,
                    [&](const auto& state, const auto&) { return state.marks.find(key_of_text(id)) != nullptr; });
}

uint16_t IntakeRun::sheet_of(const Place& place) {
  for (size_t i = sheets_.size(); i-- > 0;)
    if (sheets_[i] == place.sheet) return static_cast<uint16_t>(i);
  sheets_.push_back(place.sheet);
  return static_cast<uint16_t>(sheets_.size() - 1);
}

template <class Row>
void IntakeRun::take(const Row& row, const Place& place) {
  if (!readable(row, place)) return;
  auto& table = state<Row>();
  auto& mark = table.marks.at(key_of_text(store::key_text(row)));
  if (mark.is(Mark::named)) {
    const auto& sheet = sheets_[mark.sheet];
    wrong(place, store::Of<Row>::keys.front(),
          say("与 {} 第 {} 行的编号重复", "has the same id as row {1} of {0}", sheet, mark.line),
          say("删除其中一行，或改正其编号", "remove one of the two rows, or correct its id"));
    return;
  }
  const auto before = mark;
  const auto print = print_of(row);
  if (before.is(Mark::held) && before.is(Mark::ours) && before.is(Mark::active)) --table.held_of_source;
  mark.flags |= Mark::named;
  mark.sheet = sheet_of(place);
  mark.line = static_cast<uint32_t>(place.row);
  remember(row, place);
  if (!check(row, place)) return;
  const bool over = options_.over_hand_edits && before.is(Mark::sticky);
  if (!before.is(Mark::held))
    add(table, row, print, place);
  else if (before.print == print && before.is(Mark::ours) && before.is(Mark::active) && !over)
    ++table.counts.unchanged;
  else
    compare(table, row, print, before, place);
}

template <class Row>
void IntakeRun::add(State<Row>& table, const Row& row, int64_t print, const Place& place) {
  ++table.counts.added;
  if (table.counts.added_samples.size() < most_samples)
    table.counts.added_samples.push_back({shown_id(row), label(row), place, {}});
  if (!writing()) return;
  if (!table.bulk) table.bulk = store::bulk_of<Row>(session_);
  store::add(*table.bulk, row, print, ++seq_, options_.source.id.value, modified_);
}

template <class Row>
void IntakeRun::compare(State<Row>& table, const Row& row, int64_t print, const Mark& mark, const Place& place) {
  auto held = store::find(session_, row);
  if (!held) throw db::Lost("a row of the register went away while it was imported");
  RecordChange change{shown_id(row), label(row), place, {}};
  const bool back = !mark.is(Mark::active);
  // Of each member: whether the file's value is taken, from the day on which the import holds or for all days.
  std::vector<bool> applied(describe::member_count<Row>()), always(describe::member_count<Row>());
  bool any = false, any_dated = back;
  each_pair(held->row, row, [&](size_t at, std::string_view name, const auto& before, const auto& after) {
    if (before == after) return;
    const bool kept = !options_.over_hand_edits && store::listed(held->kept.sticky, name);
    applied[at] = !kept;
    any = any || !kept;
    always[at] = !kept && !back && (is_day(name) || unknown(before));
    any_dated = any_dated || (!kept && !always[at]);
    const bool hidden = private_member<Row>(name);
    change.fields.push_back({std::string{name}, hidden ? "*" : shown(before), hidden ? "*" : shown(after), kept});
  });
  if (any || back)
    ++table.counts.changed;
  else
    ++table.counts.unchanged;
  if (!writing()) {
    if (!change.fields.empty() && table.counts.changed_samples.size() < most_samples)
      table.counts.changed_samples.push_back(std::move(change));
    return;
  }
  if (any || back) {
    held->kept.source_id = options_.source.id.value;
    held->kept.source_print = print;
    if (options_.over_hand_edits) held->kept.sticky.clear();
    held->kept.status = Status::active;
    held->kept.seq = ++seq_;
    held->kept.modified = modified_;
    store::amend(session_, *held, Date::always(), [&](Row& version) {
      each_pair(version, row, [&](size_t at, std::string_view name, auto& before, const auto& after) {
        if (always[at] && (is_day(name) || unknown(before))) before = after;
      });
    });
    if (any_dated)
      store::amend(session_, *held, options_.effective, [&](Row& version) {
        each_pair(version, row, [&](size_t at, std::string_view, auto& before, const auto& after) {
          if (applied[at]) before = after;
        });
      });
    if constexpr (std::is_same_v<Row, OrgRow>) changed_orgs_.push_back({change.id, change.fields});
  } else if (mark.is(Mark::ours)) {
    store::set_print(session_, row, print);
  }
  if (!change.fields.empty() && table.counts.changed_samples.size() < most_samples)
    table.counts.changed_samples.push_back(std::move(change));
}

// The span of an ended row is cut at the day from which the import holds; what it said before stays readable.
template <class Row>
void IntakeRun::end_row(const Row& row, const Place& place) {
  auto& table = state<Row>();
  auto* mark = table.marks.find(key_of_text(store::key_text(row)));
  if (!mark || !mark->is(Mark::held) || !mark->is(Mark::active) || mark->is(Mark::removed)) return;
  if (mark->is(Mark::ours) && !mark->is(Mark::named)) --table.held_of_source;
  mark->flags |= Mark::removed | Mark::named;
  mark->sheet = sheet_of(place);
  mark->line = static_cast<uint32_t>(place.row);
  ++table.counts.ended;
  auto held = store::find(session_, row);
  if (!held) return;
  if (table.counts.ended_samples.size() < most_samples)
    table.counts.ended_samples.push_back({shown_id(row), label(held->row), place, {}});
  if (!writing()) return;
  held->kept.status = Status::tobedeleted;
  held->kept.seq = ++seq_;
  held->kept.modified = modified_;
  if constexpr (store::Of<Row>::dated)
    held->row.end_on = std::min(held->row.end_on, std::max(held->row.begin_on, options_.effective));
  store::update(session_, *held);
}

template <class Row>
void IntakeRun::end_missing() {
  auto& table = state<Row>();
  if (table.held_of_source == 0) return;
  const auto missing = store::active_of_source<Row>(session_, options_.source.id, [&](const Row& row) {
    const auto* mark = table.marks.find(key_of_text(store::key_text(row)));
    return mark && !mark->is(Mark::named);
  });
  for (const auto& row : missing) end_row(row, {});
}

void IntakeRun::end(Table table, std::string_view id, const Place& place) {
  with_table(table, [&]<class Row>(State<Row>&, Row row) {
    if constexpr (requires { row.id; }) {
      if constexpr (requires { row.id.value; })
        row.id.value = std::string{id};
      else
        row.id = std::string{id};
      end_row(row, place);
    } else {
      wrong(place, "",
            say("此表的行没有编号，不能单独终止", "rows of this table have no id and cannot be ended one by one"),
            say("提交整张表", "hand in the whole table"));
    }
  });
}

void IntakeRun::complete(Table table) {
  with_table(table, [&]<class Row>(State<Row>&, const Row&) { end_missing<Row>(); });
}

void IntakeRun::fault(ImportFault fault) {
  ++(fault.fatal ? report_.fault_count : report_.warning_count);
  if (report_.faults.size() < most_faults_kept) report_.faults.push_back(std::move(fault));
}

void IntakeRun::finish() {
  find_dangling();
  find_cycles();
  std::apply(
      [&](auto&... states) {
        const auto close = [&](auto& table) {
          if (table.bulk && writing()) table.bulk->flush();
          table.bulk.reset();
          const auto& counts = table.counts;
          if (counts.added + counts.changed + counts.ended + counts.unchanged > 0)
            report_.tables.push_back(std::move(table.counts));
        };
        (close(states), ...);
      },
      states_);
  report_.written = writing();
}

template <class Row>
void IntakeRun::each_row(const std::function<void(const Row&)>& visit) const {
  store::each_current<Row>(
      session_, [&](const store::Held<Row>& held) { visit(held.row); }, false);
}
template void IntakeRun::each_row(const std::function<void(const CampusRow&)>&) const;
template void IntakeRun::each_row(const std::function<void(const FacilityRow&)>&) const;
template void IntakeRun::each_row(const std::function<void(const MembershipRow&)>&) const;

// Texts that the databases cannot keep.
template <class Row>
bool IntakeRun::readable(const Row& row, const Place& place) {
  bool fine = true;
  describe::each_member(row, [&](std::string_view name, const auto& member) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::string>) {
      if (fine && member.find('\0') != std::string::npos) {
        fine = false;
        wrong(place, name, say("含有空字符，无法保存", "holds a zero character, which cannot be kept"),
              say("用文本编辑器打开文件并删除该字符", "open the file in a text editor and remove it"));
      }
    }
  });
  return fine;
}

}  // namespace doorstep::registry
