// Sheets of performance: made, filled, shown, answered, published.
#include <algorithm>
#include <cmath>
#include <set>

#include <toml++/toml.h>

#include "built_in.h"
#include "performance_service.h"
#include "service.h"
#include "visibility.h"

namespace doorstep::portfolio {
namespace {

constexpr size_t most_items = 30;

tl::unexpected<Error> no_sheet() {
  return refuse(Fault::not_found, "sheet-unknown", say("没有这张考核表", "there is no such sheet"));
}
tl::unexpected<Error> sheet_state(Words what) { return refuse(Fault::conflict, "sheet-state", std::move(what)); }

Result<void> good_sheet(const NewPerformanceSheet& wanted) {
  std::vector<FieldError> faults;
  if (wanted.title.empty() || wanted.title.size() > longest_title)
    faults.push_back({"title", say("1 到 100 个字", "1 to 100 letters")});
  const auto now = school_year_of(Date::today());
  if (wanted.year < now - 5 || wanted.year > now + 1)
    faults.push_back(
        {"year", say("应为近五个学年或下一学年", "must be one of the last five school years or the next")});
  if (wanted.term < 1 || wanted.term > 2) faults.push_back({"term", say("应为 1 或 2", "must be 1 or 2")});
  if (wanted.items.empty() || wanted.items.size() > most_items)
    faults.push_back({"items", say("1 到 {} 项", "1 to {} items", most_items)});
  int64_t weights = 0;
  std::set<std::string> names;
  for (size_t i = 0; i < wanted.items.size(); ++i) {
    const auto& one = wanted.items[i];
    weights += std::clamp<int64_t>(one.weight, 0, 1'000);
    if (one.name.empty() || one.name.size() > longest_title || !names.insert(one.name).second)
      faults.push_back({fmt::format("items.{}.name", i), say("请填写名称，且不重复", "give it a name of its own")});
    if (one.weight < 1 || one.weight > 100)
      faults.push_back({fmt::format("items.{}.weight", i), say("应在 1 到 100 之间", "must be 1 to 100")});
    if (const auto full = one.full.value_or(100); !std::isfinite(full) || full <= 0 || full > 10'000)
      faults.push_back({fmt::format("items.{}.full", i), say("应大于 0", "must be more than 0")});
  }
  if (!wanted.items.empty() && weights != 100)
    faults.push_back({"items", say("权重合计应为 100，现为 {}", "the weights add up to {}, not to 100", weights)});
  if (faults.empty()) return {};
  return wrong_fields(std::move(faults));
}

const std::vector<PerformanceItem>& usual_items(Language language) {
  const auto read = [](Language of) {
    std::vector<PerformanceItem> made;
    for (const auto& file : built_in_files()) {
      if (file.name != "performance.toml") continue;
      const auto root = toml::parse(file.text, file.name);
      for (const auto& entry : *root["item"].as_array()) {
        const auto& table = *entry.as_table();
        made.push_back({"", table["name"][of == Language::zh ? "zh" : "en"].value_or(std::string{}),
                        table["weight"].value_or(int64_t{0}), 100});
      }
    }
    return made;
  };
  static const auto zh = read(Language::zh), en = read(Language::en);
  return language == Language::zh ? zh : en;
}

std::vector<PerformanceItem> shown_items(db::Session& session, const std::string& sheet) {
  std::vector<PerformanceItem> made;
  for (auto& row : store::items(session, sheet))
    made.push_back({row.id, std::move(row.name), row.weight, row.full_value});
  return made;
}

using Values = std::map<std::pair<std::string, PersonId>, double>;

PerformanceRow row_of(const store::SheetPersonRow& of, const std::vector<PerformanceItem>& items,
                      const Values& values) {
  PerformanceRow made{of.person_id, of.name,   of.subject,     {},        std::nullopt,
                      of.remark,    of.answer, of.answered_at, of.appeal, of.reply};
  double score = 0;
  bool whole = true;
  for (const auto& item : items) {
    const auto found = values.find({item.id, of.person_id});
    if (found == values.end()) {
      whole = false;
      made.values.push_back({item.id, std::nullopt});
      continue;
    }
    made.values.push_back({item.id, found->second});
    score += static_cast<double>(item.weight) * found->second / item.full;
  }
  if (whole && !items.empty()) made.score = score;
  return made;
}

Values values_of(db::Session& session, const std::string& sheet) {
  Values made;
  for (auto& row : store::values(session, sheet)) made[{std::move(row.item_id), std::move(row.person_id)}] = row.value;
  return made;
}

}  // namespace

std::unique_ptr<Performance> make_performance(Around around) {
  return std::make_unique<PerformanceService>(std::move(around));
}

static PerformanceSummary summary_of(const store::SheetRow& row, const std::string& school) {
  return {row.id, row.school_id, school, row.title, row.year, row.term, row.state, row.published_at};
}

Result<store::SheetRow> PerformanceService::held(db::Session& session, const Actor& actor, const OrgId& school,
                                                 const std::string& id) const {
  auto row = store::sheet(session, id);
  if (!row || row->school_id != school || !Viewers::heads(actor, school)) return no_sheet();
  return std::move(*row);
}

PerformanceSheet PerformanceService::shown(db::Session& session, const store::SheetRow& row) const {
  PerformanceSheet made{summary_of(row, around_.registry.name_of(row.school_id)), shown_items(session, row.id), {}};
  const auto values = values_of(session, row.id);
  for (const auto& one : store::people(session, row.id)) made.rows.push_back(row_of(one, made.items, values));
  return made;
}

Result<PerformanceSheets> PerformanceService::sheets(const Actor& actor, const OrgId& school) {
  PerformanceSheets made;
  made.writes = Viewers::heads(actor, school);
  if (!made.writes) return made;
  const auto name = around_.registry.name_of(school);
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::sheets_at(session, school)) {
      if (made.items.empty()) made.begins_with = shown_items(session, row.id);
      made.items.push_back(summary_of(row, name));
    }
  });
  if (made.begins_with.empty()) made.begins_with = usual_items(actor.language);
  return made;
}

Result<PerformanceSheet> PerformanceService::sheet(const Actor& actor, const OrgId& school, const std::string& id) {
  return around_.database.read([&](db::Session& session) -> Result<PerformanceSheet> {
    DOORSTEP_LET(row, held(session, actor, school, id));
    return shown(session, row);
  });
}

// Who serves today and is not on the sheet yet; the head is not judged by the head.
void PerformanceService::enlist(db::Session& session, const store::SheetRow& row) const {
  std::set<PersonId> known;
  for (const auto& one : store::people(session, row.id)) known.insert(one.person_id);
  for (const auto& one : around_.staff.teachers(row.school_id))
    if (one.school_id == row.school_id && !leads(one) && !known.contains(one.id))
      store::keep(session, store::SheetPersonRow{row.id, one.id, one.name, one.subject, "", "", "", false, ""});
}

static void add_items(db::Session& session, const std::string& sheet, const std::vector<NewPerformanceItem>& items) {
  int64_t position = 0;
  for (const auto& one : items)
    store::add(session, store::ItemRow{new_uuid(), sheet, position++, one.name, one.weight, one.full.value_or(100)});
}

Result<PerformanceSheet> PerformanceService::make(const Actor& actor, const OrgId& school,
                                                  const NewPerformanceSheet& wanted) {
  DOORSTEP_TRY(good_sheet(wanted));
  if (!Viewers::heads(actor, school))
    return refuse(Fault::forbidden, "not-the-head", say("由校长办理", "this is for the head of the school"));
  store::SheetRow row;
  row.id = new_uuid();
  row.school_id = school;
  row.title = wanted.title;
  row.year = wanted.year;
  row.term = wanted.term;
  row.made_at = now_utc();
  return around_.database.write([&](db::Session& session) -> Result<PerformanceSheet> {
    for (const auto& other : store::sheets_at(session, school))
      if (other.year == row.year && other.term == row.term)
        return refuse(Fault::conflict, "sheet-twice",
                      say("该学期已有考核表“{}”", "the term has a sheet already: {}", other.title),
                      {{"term", say("请另选学期", "choose another term")}});
    store::keep(session, row);
    add_items(session, row.id, wanted.items);
    enlist(session, row);
    around_.trail.append(session, actor, {"performance-made", "performance", row.id, school, audit::added(row)});
    return shown(session, row);
  });
}

Result<PerformanceSheet> PerformanceService::change(
    const Actor& actor, const OrgId& school, const std::string& id, const char* action,
    const std::function<Result<void>(db::Session&, store::SheetRow&)>& work) {
  return around_.database.write([&](db::Session& session) -> Result<PerformanceSheet> {
    DOORSTEP_LET(row, held(session, actor, school, id));
    if (row.state == SheetState::published) return sheet_state(say("已公布，不能再改", "it is published, and stands"));
    const auto before = row;
    DOORSTEP_TRY(work(session, row));
    store::keep(session, row);
    around_.trail.append(session, actor, {action, "performance", id, school, audit::changes(before, row)});
    return shown(session, row);
  });
}

Result<PerformanceSheet> PerformanceService::reword(const Actor& actor, const OrgId& school, const std::string& id,
                                                    const NewPerformanceSheet& wanted) {
  DOORSTEP_TRY(good_sheet(wanted));
  return change(actor, school, id, "performance-reworded",
                [&](db::Session& session, store::SheetRow& row) -> Result<void> {
                  if (row.state != SheetState::draft)
                    return sheet_state(say("已给教师查看，项目不能再改", "it was shown; its items stand"));
                  row.title = wanted.title;
                  row.year = wanted.year;
                  row.term = wanted.term;
                  store::drop_items(session, id);
                  add_items(session, id, wanted.items);
                  return {};
                });
}

void PerformanceService::keep_values(db::Session& session, const PersonId& person,
                                     const std::vector<PerformanceValue>& values) const {
  for (const auto& one : values)
    if (one.value)
      store::keep(session, store::ValueRow{one.item_id, person, *one.value});
    else
      store::drop_value(session, one.item_id, person);
}

Result<PerformanceSheet> PerformanceService::fill(const Actor& actor, const OrgId& school, const std::string& id,
                                                  const PerformanceFilling& wanted) {
  if (wanted.remark.size() > longest_words) return wrong_fields({{"remark", say("过长", "is too long")}});
  return change(actor, school, id, "performance-filled", [&](db::Session& session, store::SheetRow&) -> Result<void> {
    auto person = store::person_on(session, id, wanted.person_id);
    if (!person) return wrong_fields({{"person_id", say("不在这张表上", "does not stand on the sheet")}});
    const auto items = store::items(session, id);
    for (const auto& one : wanted.values) {
      const auto item = std::ranges::find(items, one.item_id, &store::ItemRow::id);
      if (item == items.end()) return wrong_fields({{"values", say("没有这个项目", "there is no such item")}});
      if (one.value && !(*one.value >= 0 && *one.value <= item->full_value))
        return wrong_fields({{"values", say("{}应在 0 到 {} 之间", "{} is 0 to {}", item->name, item->full_value)}});
    }
    keep_values(session, wanted.person_id, wanted.values);
    person->remark = wanted.remark;
    store::keep(session, *person);
    return {};
  });
}

Result<PerformanceSheet> PerformanceService::move(const Actor& actor, const OrgId& school, const std::string& id,
                                                  const PerformanceMove& wanted) {
  return change(actor, school, id, "performance-moved",
                [&](db::Session& session, store::SheetRow& row) -> Result<void> {
                  if (wanted.state == SheetState::published && row.state == SheetState::draft)
                    return sheet_state(say("先给教师查看，再公布", "show it to the teachers before you publish it"));
                  row.state = wanted.state;
                  if (wanted.state == SheetState::draft) enlist(session, row);
                  if (wanted.state == SheetState::published) row.published_at = now_utc();
                  return {};
                });
}

Result<PerformanceSheet> PerformanceService::reply(const Actor& actor, const OrgId& school, const std::string& id,
                                                   const PerformanceReply& wanted) {
  if (wanted.words.empty() || wanted.words.size() > longest_words)
    return wrong_fields({{"words", say("请写答复", "write an answer")}});
  return change(actor, school, id, "performance-replied", [&](db::Session& session, store::SheetRow&) -> Result<void> {
    auto person = store::person_on(session, id, wanted.person_id);
    if (!person || person->answer.empty())
      return wrong_fields({{"person_id", say("该教师没有提出意见", "the teacher said nothing")}});
    person->reply = wanted.words;
    store::keep(session, *person);
    return {};
  });
}

std::vector<TermResult> PerformanceService::results(const PersonId& person) const {
  std::vector<TermResult> found;
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::sheets_of(session, person)) {
      TermResult one{summary_of(row, around_.registry.name_of(row.school_id)), shown_items(session, row.id), {}};
      const auto on = store::person_on(session, row.id, person);
      if (on) one.row = row_of(*on, one.items, values_of(session, row.id));
      found.push_back(std::move(one));
    }
  });
  return found;
}

Result<std::vector<TermResult>> PerformanceService::own(const Actor& actor) {
  const auto person = around_.staff.person_of(actor.account);
  if (!person) return std::vector<TermResult>{};
  return results(*person);
}

Result<std::vector<TermResult>> PerformanceService::of(const Actor& actor, const PersonId& person) {
  const auto teacher = around_.staff.teacher(person);
  if (!teacher) return no_person();
  if (!sees(Viewers{around_}.of(actor, *teacher), Part::performance)) return std::vector<TermResult>{};
  return results(person);
}

Result<std::vector<TermResult>> PerformanceService::answer(const Actor& actor, const std::string& id,
                                                           const PerformanceAnswer& wanted) {
  if (wanted.words.empty() || wanted.words.size() > longest_words)
    return wrong_fields({{"words", say("请写明意见", "say what you think")}});
  const auto person = around_.staff.person_of(actor.account);
  if (!person) return no_sheet();
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto row = store::sheet(session, id);
    auto on = row ? store::person_on(session, id, *person) : std::nullopt;
    if (!on || row->state == SheetState::draft) return no_sheet();
    if (row->state == SheetState::published)
      return sheet_state(say("已公布，不能再提意见", "it is published, and stands"));
    const auto before = *on;
    on->answer = wanted.words;
    on->answered_at = now_utc();
    on->appeal = wanted.appeal;
    on->reply = "";
    store::keep(session, *on);
    around_.trail.append(session, actor,
                         {"performance-answered", "performance", id, row->school_id, audit::changes(before, *on)});
    return {};
  });
  if (!done) return pass_on(done);
  return results(*person);
}

}  // namespace doorstep::portfolio
