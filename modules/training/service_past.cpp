// Hours from before this program, or from elsewhere, brought by an office or a school that vouches for them.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include <doorstep/sheets/number.h>

#include "service.h"

namespace doorstep::training {
namespace {

constexpr double most_past_hours = 400;  // of one training, as of a claim
constexpr size_t longest_past_text = 300;

using PastKey = std::tuple<PersonId, std::string, Date>;  // person, title, first day

// The code that a cell names: itself, or by either word; "": none.
std::string code_of(const std::vector<DutyCode>& codes, const std::string& text) {
  const auto found = std::ranges::find_if(
      codes, [&](const DutyCode& one) { return one.code == text || one.name.zh == text || one.name.en == text; });
  return found == codes.end() ? "" : found->code;
}

// Reads lines into claims that are confirmed, with every fault at its row and column.
class PastReader {
 public:
  PastReader(const std::vector<staff::Teacher>& people, const DutyBook& book, const Actor& actor)
      : book_(book), actor_(actor) {
    for (const auto& one : people) {
      by_name_[one.name].push_back(&one);
      by_id_[one.id.value] = &one;
    }
  }

  void read(const PastHoursLine& line) {
    line_ = &line;
    const auto before = faults.size();
    const auto* teacher = person();
    store::ClaimRow row;
    row.title = text("title", line.title);
    row.issuer = text("issuer", line.issuer);
    row.kind = code("kind", book_.kinds, line.kind);
    row.level = code("level", book_.levels, line.level);
    const auto hours = sheets::parse_number(line.hours);
    if (!hours || !(*hours > 0 && *hours <= most_past_hours))
      fault("hours", say("学时应大于 0、不超过 {}", "hours are above 0 and at most {}", most_past_hours));
    const auto begin = day("begin_on", line.begin_on), last = day("last_on", line.last_on);
    if (begin && last && (*last < *begin || *last > Date::today()))
      fault("last_on", say("结束不早于开始，也不晚于今天", "it ends after it begins, and not after today"));
    if (faults.size() > before) return;
    row.id = new_uuid();
    row.person_id = teacher->id;
    row.school_id = teacher->school_id;
    row.hours = *hours;
    row.begin_on = *begin;
    row.end_on = last->plus(1);
    row.state = ClaimState::confirmed;
    row.decided_by = actor_.name;
    row.decided_at = row.made_at = now_utc();
    if (!seen_.insert({row.person_id, row.title, row.begin_on}).second)
      fault("title", say("重复：同一人、同一培训、同一天开始", "stands twice: the person, the training and the day"));
    else
      claims.push_back(std::move(row));
  }

  std::vector<store::ClaimRow> claims;
  std::vector<SheetFault> faults;

 private:
  void fault(const char* column, Words what) { faults.push_back({line_->row, column, std::move(what)}); }

  const staff::Teacher* person() {
    if (!line_->number.empty()) {
      const auto found = by_id_.find(line_->number);
      if (found != by_id_.end() && found->second->name == line_->name) return found->second;
      fault("number", found == by_id_.end() ? say("编号不是这里的教师", "the number is nobody’s here")
                                            : say("编号与姓名不是同一人", "number and name are not of one person"));
      return nullptr;
    }
    std::vector<const staff::Teacher*> named;
    if (const auto found = by_name_.find(line_->name); found != by_name_.end())
      for (const auto* one : found->second)
        if (line_->school.empty() || one->school == line_->school) named.push_back(one);
    if (named.size() == 1) return named.front();
    fault("name", named.empty()
                      ? say("这里没有教师“{}”", "there is no teacher “{}” here", line_->name)
                      : say("有 {} 位“{}”，请填学校或编号", "{} people are called “{}”: give the school or the number",
                            named.size(), line_->name));
    return nullptr;
  }

  std::string text(const char* column, const std::string& cell) {
    if (cell.empty() || cell.size() > longest_past_text)
      fault(column, say("请填写，不超过 100 字", "is needed, with at most 100 letters"));
    return cell;
  }
  std::string code(const char* column, const std::vector<DutyCode>& codes, const std::string& cell) {
    auto found = code_of(codes, cell);
    if (!found.empty()) return found;
    Words all;
    for (const auto& one : codes) {
      all.zh += (all.zh.empty() ? "" : "、") + one.name.zh;
      all.en += (all.en.empty() ? "" : ", ") + one.name.en;
    }
    fault(column, say("“{0}”不在其中：{1}", "“{0}” is none of: {2}", cell, all.zh, all.en));
    return found;
  }
  std::optional<Date> day(const char* column, const std::string& cell) {
    const auto found = sheets::parse_date(cell);
    if (found && found->year() >= 1980) return found;
    fault(column, say("应为日期，如 2025-07-15，而不是“{}”", "must be a day such as 2025-07-15, not “{}”", cell));
    return {};
  }

  const DutyBook& book_;
  const Actor& actor_;
  const PastHoursLine* line_ = nullptr;
  std::map<std::string, std::vector<const staff::Teacher*>> by_name_;
  std::map<std::string, const staff::Teacher*> by_id_;
  std::set<PastKey> seen_;
};

}  // namespace

Result<PastHoursRead> TrainingService::read_past_hours(const Actor& actor, const OrgId& org,
                                                       const std::vector<PastHoursLine>& lines, bool dry) {
  const auto people = around_.staff.teachers(org);
  PastReader reader{people, duty_book(), actor};
  for (const auto& line : lines) reader.read(line);
  PastHoursRead made{static_cast<int64_t>(lines.size()), 0, 0, std::move(reader.faults), false};
  const auto stand_already = [&](db::Session& session) {
    std::set<OrgId> schools;
    for (const auto& row : reader.claims) schools.insert(row.school_id);
    std::set<PastKey> known;
    for (const auto& school : schools)
      for (const auto& row : store::claims_at(session, school))
        if (row.state != ClaimState::refused) known.insert({row.person_id, row.title, row.begin_on});
    return known;
  };
  const auto count = [&](const std::set<PastKey>& known) {
    made.same = std::ranges::count_if(reader.claims, [&](const store::ClaimRow& row) {
      return known.contains({row.person_id, row.title, row.begin_on});
    });
    made.fresh = static_cast<int64_t>(reader.claims.size()) - made.same;
  };
  if (dry || !made.faults.empty()) {
    count(around_.database.read(stand_already));
    return made;
  }
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto known = stand_already(session);
    count(known);
    for (const auto& row : reader.claims) {
      if (known.contains({row.person_id, row.title, row.begin_on})) continue;
      store::add(session, row);
      around_.trail.append(session, actor,
                           {"past-hours-entered", "training-claim", row.id, row.school_id, audit::added(row)});
    }
    return {};
  });
  if (!done) return pass_on(done);
  made.kept = true;
  return made;
}

}  // namespace doorstep::training
