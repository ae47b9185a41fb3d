// Entries: what a teacher writes, hands in and opens, and what the school decides.
#include <algorithm>
#include <cmath>

#include "kinds.h"
#include "service.h"

namespace doorstep::portfolio {
namespace {

constexpr size_t most_entries = 2'000;  // of one teacher

tl::unexpected<Error> wrong_state(Words what) { return refuse(Fault::conflict, "entry-state", std::move(what)); }

bool is_whole(const std::string& text) {
  return !text.empty() && text.size() <= 9 &&
         std::ranges::all_of(text, [](char one) { return one >= '0' && one <= '9'; });
}

void check_details(const PortfolioKind& kind, const std::vector<EntryDetail>& details,
                   std::vector<FieldError>& faults) {
  for (const auto& detail : details)
    if (!std::ranges::count(kind.fields, detail.code, &KindField::code))
      faults.push_back({"details", say("没有“{}”这一项", "there is no field “{}”", detail.code)});
  for (const auto& field : kind.fields) {
    const auto found = std::ranges::find(details, field.code, &EntryDetail::code);
    const std::string value = found == details.end() ? "" : found->value;
    const auto at = "details." + field.code;
    if (value.empty()) {
      if (field.required) faults.push_back({at, say("请填写{0}", "fill in: {1}", field.name.zh, field.name.en)});
      continue;
    }
    if (value.size() > 2'000) faults.push_back({at, say("过长", "is too long")});
    if (field.type == FieldType::whole && !is_whole(value))
      faults.push_back({at, say("应为整数", "must be a whole number")});
    if (field.type == FieldType::choice && !std::ranges::count(field.choices, value, &KindChoice::code))
      faults.push_back({at, say("请从选项中选择", "choose one of the list")});
  }
}

Result<void> fill(store::EntryRow& row, const NewPortfolioEntry& wanted) {
  std::vector<FieldError> faults;
  const auto* kind = kind_named(wanted.kind);
  if (!kind || kind->by == FilledBy::system) {
    faults.push_back({"kind", say("请选择可由本人填写的类别", "choose a kind that is entered by hand")});
    return wrong_fields(std::move(faults));
  }
  if (wanted.title.empty() || wanted.title.size() > longest_title)
    faults.push_back({"title", say("1 到 100 个字", "1 to 100 letters")});
  if (wanted.words.value_or("").size() > longest_words)
    faults.push_back({"words", say("至多 4000 个字", "at most 4,000 letters")});
  const auto end = wanted.end_on.value_or(wanted.begin_on.plus(1));
  if (wanted.begin_on.year() < 1950 || wanted.begin_on > Date::today().plus(400))
    faults.push_back({"begin_on", say("请填写合理的日期", "give a day that can be")});
  if (end <= wanted.begin_on) faults.push_back({"end_on", say("应晚于开始日期", "must lie after the first day")});
  if (wanted.quantity && (!std::isfinite(*wanted.quantity) || *wanted.quantity < 0 || *wanted.quantity > 100'000))
    faults.push_back({"quantity", say("应在 0 到 100000 之间", "must be 0 to 100,000")});
  const auto details = wanted.details.value_or(std::vector<EntryDetail>{});
  check_details(*kind, details, faults);
  if (!faults.empty()) return wrong_fields(std::move(faults));
  row.kind = wanted.kind;
  row.title = wanted.title;
  row.begin_on = wanted.begin_on;
  row.end_on = end;
  row.level = kind->level ? wanted.level.value_or(EntryLevel::none) : EntryLevel::none;
  row.quantity = kind->unit.empty() ? std::nullopt : wanted.quantity;
  row.words = wanted.words.value_or("");
  row.details = json::text(details);
  return {};
}

store::VersionRow version_of(const store::EntryRow& row) {
  return {row.id,    row.version,  row.state, row.title,   row.begin_on,   row.end_on,
          row.level, row.quantity, row.words, row.details, row.changed_at, row.by_name};
}

}  // namespace

Result<Portfolio> PortfolioService::enter(const Actor& actor, const NewPortfolioEntry& wanted) {
  DOORSTEP_LET(teacher, own_teacher(actor));
  store::EntryRow row;
  row.id = new_uuid();
  row.person_id = teacher.id;
  row.school_id = teacher.school_id;
  row.leads = leads(teacher);
  row.changed_at = now_utc();
  row.by_name = actor.name;
  DOORSTEP_TRY(fill(row, wanted));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    if (store::entries(session, teacher.id).size() >= most_entries)
      return refuse(Fault::too_large, "too-many-entries", say("至多 {} 条", "at most {} entries", most_entries));
    store::keep(session, row);
    DOORSTEP_TRY(around_.files.hold(session, actor, {entry_room, row.id}, row.school_id,
                                    wanted.files.value_or(std::vector<std::string>{})));
    around_.trail.append(session, actor,
                         {"portfolio-entered", "portfolio-entry", row.id, row.school_id, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return own(actor);
}

Result<Portfolio> PortfolioService::change_own(
    const Actor& actor, const std::string& id, const char* action,
    const std::function<Result<void>(db::Session&, store::EntryRow&)>& work) {
  DOORSTEP_LET(teacher, own_teacher(actor));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    auto row = store::entry(session, id);
    if (!row || row->person_id != teacher.id) return no_entry();
    const auto before = *row;
    DOORSTEP_TRY(work(session, *row));
    if (row->version != before.version) store::add(session, version_of(before));
    row->changed_at = now_utc();
    row->by_name = actor.name;
    row->school_id = teacher.school_id;
    row->leads = leads(teacher);
    store::keep(session, *row);
    around_.trail.append(session, actor, {action, "portfolio-entry", id, row->school_id, audit::changes(before, *row)});
    return {};
  });
  if (!done) return pass_on(done);
  return made(teacher, Viewer::owner, false);
}

Result<Portfolio> PortfolioService::change(const Actor& actor, const std::string& id, const NewPortfolioEntry& wanted) {
  return change_own(actor, id, "portfolio-changed", [&](db::Session& session, store::EntryRow& row) -> Result<void> {
    if (row.state == EntryState::handed_in)
      return wrong_state(say("已提交，请先撤回再修改", "it was handed in; take it back before you change it"));
    DOORSTEP_TRY(fill(row, wanted));
    row.state = EntryState::draft;
    row.reason = row.decided_by = row.decided_at = "";
    row.open = false;
    ++row.version;
    return around_.files.hold(session, actor, {entry_room, id}, row.school_id,
                              wanted.files.value_or(std::vector<std::string>{}));
  });
}

Result<Portfolio> PortfolioService::hand_in(const Actor& actor, const std::string& id) {
  return change_own(actor, id, "portfolio-handed-in", [](db::Session&, store::EntryRow& row) -> Result<void> {
    if (row.state == EntryState::handed_in || row.state == EntryState::confirmed)
      return wrong_state(say("已经提交过", "it was handed in already"));
    const auto* kind = kind_named(row.kind);
    row.state = kind && !kind->confirm ? EntryState::confirmed : EntryState::handed_in;
    row.reason = "";
    return {};
  });
}

Result<Portfolio> PortfolioService::take_back(const Actor& actor, const std::string& id) {
  return change_own(actor, id, "portfolio-taken-back", [](db::Session&, store::EntryRow& row) -> Result<void> {
    if (row.state != EntryState::handed_in)
      return wrong_state(say("只有已提交、尚未审核的记录可以撤回", "only what waits for the school can be taken back"));
    row.state = EntryState::draft;
    return {};
  });
}

Result<Portfolio> PortfolioService::remove(const Actor& actor, const std::string& id) {
  return change_own(actor, id, "portfolio-removed", [](db::Session&, store::EntryRow& row) -> Result<void> {
    if (row.state == EntryState::handed_in)
      return wrong_state(say("已提交，请先撤回", "it was handed in; take it back first"));
    row.removed_at = now_utc();
    return {};
  });
}

Result<Portfolio> PortfolioService::remove_file(const Actor& actor, const std::string& file) {
  const auto stored = around_.files.stored(entry_room, file);
  if (!stored) return tl::unexpected<Error>(stored.error());
  return change_own(
      actor, stored->place.thing, "portfolio-file-removed",
      [&](db::Session& session, store::EntryRow& row) -> Result<void> {
        if (row.state == EntryState::handed_in || row.state == EntryState::confirmed)
          return wrong_state(say("已提交或已确认，材料不能撤下", "it was handed in or confirmed; its files stand"));
        around_.files.release(session, actor, file);
        return {};
      });
}

Result<Portfolio> PortfolioService::open(const Actor& actor, const std::string& id, const EntryOpening& wanted) {
  return change_own(actor, id, "portfolio-opened", [&](db::Session&, store::EntryRow& row) -> Result<void> {
    if (wanted.open && row.state != EntryState::confirmed)
      return wrong_state(say("确认之后才能向集团同事开放", "it can be opened to the group once it is confirmed"));
    row.open = wanted.open;
    return {};
  });
}

Result<Portfolio> PortfolioService::decide(const Actor& actor, const PersonId& person, const std::string& id,
                                           const char* action, EntryState state, const std::string& reason) {
  DOORSTEP_LET(teacher, around_.staff.teacher(person));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    auto row = store::entry(session, id);
    if (!row || row->person_id != person) return no_entry();
    if (!viewers_.confirms(actor, teacher))
      return refuse(
          Fault::forbidden, "not-to-confirm",
          say("由教师所在学校审核；校长的记录由集团或区县审核，不能审核自己的",
              "the teacher's school decides on it, of a principal the group or the district; nobody on the own"));
    if (row->state != EntryState::handed_in)
      return wrong_state(say("该记录不在待审核状态", "it does not wait for a decision"));
    const auto before = *row;
    row->state = state;
    row->reason = reason;
    row->decided_by = actor.name;
    row->decided_at = now_utc();
    store::keep(session, *row);
    around_.trail.append(session, actor,
                         {action, "portfolio-entry", id, teacher.school_id, audit::changes(before, *row)});
    return {};
  });
  if (!done) return pass_on(done);
  return made(teacher, viewers_.of(actor, teacher), true);
}

Result<Portfolio> PortfolioService::confirm(const Actor& actor, const PersonId& person, const std::string& id) {
  return decide(actor, person, id, "portfolio-confirmed", EntryState::confirmed, "");
}

Result<Portfolio> PortfolioService::give_back(const Actor& actor, const PersonId& person, const std::string& id,
                                              const EntryReturn& wanted) {
  if (wanted.reason.empty() || wanted.reason.size() > longest_words)
    return wrong_fields({{"reason", say("请说明需要补充或修改什么", "say what is missing or has to change")}});
  return decide(actor, person, id, "portfolio-returned", EntryState::returned, wanted.reason);
}

Result<std::vector<WaitingEntry>> PortfolioService::waiting(const Actor& actor, const OrgId& below) {
  std::vector<store::EntryRow> rows;
  around_.database.read([&](db::Session& session) {
    if (Viewers::heads(actor, below)) rows = store::waiting_at(session, below);
    for (auto& row : store::waiting_of_leaders(session))
      if (row.school_id == below || around_.places.within(row.school_id, below)) rows.push_back(std::move(row));
  });
  std::vector<WaitingEntry> found;
  for (const auto& row : rows) {
    const auto teacher = around_.staff.teacher(row.person_id);
    if (!teacher || !viewers_.confirms(actor, *teacher)) continue;
    WaitingEntry one{teacher->id, teacher->name, teacher->school_id, teacher->school, {}};
    around_.database.read([&](db::Session& session) {
      for (auto& entry : entries(session, row.person_id))
        if (entry.id == row.id) one.entry = std::move(entry);
    });
    found.push_back(std::move(one));
  }
  return found;
}

}  // namespace doorstep::portfolio
