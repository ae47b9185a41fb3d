// Lists of the teachers of a school, a group or an area: read once for each state of the register, filtered here.
#include <algorithm>

#include "service.h"

namespace doorstep::portfolio {
namespace {

using Teacher = staff::Teacher;

constexpr size_t most_lists = 12;

bool listed(const std::string& codes, const std::string& code) {
  for (size_t at = 0; at <= codes.size();) {
    const auto comma = std::min(codes.find(',', at), codes.size());
    if (codes.compare(at, comma - at, code) == 0) return true;
    at = comma + 1;
  }
  return false;
}

struct Filter {
  const char* of;
  std::string TeachersQuery::*wanted;
  std::string Teacher::*member;
};
constexpr Filter filters[] = {{"subject", &TeachersQuery::subject, &Teacher::subject},
                              {"stage", &TeachersQuery::stage, &Teacher::stage},
                              {"title", &TeachersQuery::title, &Teacher::title},
                              {"backbone", &TeachersQuery::backbone, &Teacher::backbone},
                              {"role", &TeachersQuery::role, &Teacher::role}};

bool passes(const Teacher& one, const TeachersQuery& query, const char* except) {
  if (query.school && std::string_view{except} != "school" && one.school_id != *query.school) return false;
  if (!query.q.empty() && one.name.find(query.q) == one.name.npos) return false;
  for (const auto& filter : filters) {
    const auto& wanted = query.*filter.wanted;
    if (wanted.empty() || std::string_view{except} == filter.of) continue;
    if (one.*filter.member == wanted) continue;
    if (std::string_view{filter.of} == "subject" && listed(one.subjects, wanted)) continue;
    return false;
  }
  return true;
}

// How many there would be of each value of a filter, the others being as they are.
std::vector<TeacherCount> counted(const std::vector<Teacher>& all, const TeachersQuery& query) {
  std::vector<TeacherCount> made;
  std::map<OrgId, TeacherCount> schools;
  for (const auto& one : all)
    if (passes(one, query, "school")) {
      auto& count = schools[one.school_id];
      if (!count.count++) count = {"school", one.school_id.value, one.school, 1};
    }
  for (auto& [id, count] : schools) made.push_back(std::move(count));
  std::ranges::sort(made, {}, &TeacherCount::name);
  for (const auto& filter : filters) {
    std::map<std::string, int64_t> counts;
    for (const auto& one : all)
      if (passes(one, query, filter.of)) ++counts[one.*filter.member];
    for (const auto& [value, count] : counts)
      if (!value.empty()) made.push_back({filter.of, value, "", count});
  }
  return made;
}

int rank_of(std::initializer_list<const char*> order, const std::string& code) {
  int place = 0;
  for (const auto* one : order) {
    if (code == one) return place;
    ++place;
  }
  return place;
}
int title_rank(const std::string& code) {
  return rank_of({"senior_full", "senior", "first", "second", "third", "none"}, code);
}
int backbone_rank(const std::string& code) {
  return rank_of({"national", "province", "city", "district", "school", "none"}, code);
}

using Found = std::vector<const Teacher*>;

Result<void> sort(Found& found, std::string by) {
  const bool down = by.starts_with('-');
  if (down) by.erase(0, 1);
  const auto order = [&](auto key) {
    if (down)
      std::ranges::stable_sort(found, std::ranges::greater{}, key);
    else
      std::ranges::stable_sort(found, std::ranges::less{}, key);
  };
  if (by == "school" && !down) return {};
  if (by == "school")
    order([](const Teacher* one) -> const std::string& { return one->school; });
  else if (by == "name")
    order([](const Teacher* one) -> const std::string& { return one->name; });
  else if (by == "subject")
    order([](const Teacher* one) -> const std::string& { return one->subject; });
  else if (by == "title")
    order([](const Teacher* one) { return title_rank(one->title); });
  else if (by == "backbone")
    order([](const Teacher* one) { return backbone_rank(one->backbone); });
  else if (by == "since")
    order([](const Teacher* one) { return one->at_school_since; });
  else
    return wrong_fields({{"sort", say("不能按它排序", "cannot be sorted by")}});
  return {};
}

}  // namespace

PortfolioService::Teachers PortfolioService::everybody(const OrgId& below) {
  const auto sequence = around_.registry.change_sequence();
  const auto today = Date::today();
  {
    const std::lock_guard lock{lists_lock_};
    if (const auto found = lists_.find(below);
        found != lists_.end() && found->second.sequence == sequence && found->second.day == today)
      return found->second.teachers;
  }
  auto made = std::make_shared<const std::vector<Teacher>>(around_.staff.teachers(below));
  const std::lock_guard lock{lists_lock_};
  if (lists_.size() >= most_lists) lists_.clear();
  lists_[below] = {sequence, today, made};
  return made;
}

Result<TeacherList> PortfolioService::teachers(const Actor& actor, const TeachersQuery& query) {
  if (query.limit < 1 || query.limit > most_listed || query.offset < 0)
    return wrong_fields({{"limit", say("应在 1 到 500 之间", "must be 1 to 500")}});
  const auto name = around_.registry.name_of(query.id);
  if (name.empty())
    return refuse(Fault::not_found, "org-unknown", say("没有这个机构", "there is no such organisation"));
  const auto all = everybody(query.id);
  Found found;
  for (const auto& one : *all)
    if (passes(one, query, "")) found.push_back(&one);
  DOORSTEP_TRY(sort(found, query.sort));
  TeacherList made{query.id, name, static_cast<int64_t>(found.size()), {}, counted(*all, query)};
  const auto end = std::min(found.size(), static_cast<size_t>(query.offset) + static_cast<size_t>(query.limit));
  const auto today = Date::today();
  around_.database.read([&](db::Session& session) {
    for (auto at = static_cast<size_t>(query.offset); at < end; ++at) {
      const auto& one = *found[at];
      const bool away = std::ranges::any_of(one.away, [&](const auto& span) { return holds_on(span, today); });
      made.items.push_back({one.id, one.name, one.school_id, one.school, one.role, one.subject, one.stage, one.title,
                            one.backbone, one.qualification, one.at_school_since, away, 0, 0});
      for (const auto& count : store::counts(session, one.id)) {
        if (count.state == EntryState::confirmed) made.items.back().confirmed = count.count;
        if (count.state == EntryState::handed_in && Viewers::heads(actor, one.school_id))
          made.items.back().waiting = count.count;
      }
    }
  });
  return made;
}

}  // namespace doorstep::portfolio
