// What schools like one's own use: by kind, setting and size; nothing where so few are alike, or used it, that it would
// say what one of them does.
#include <algorithm>
#include <map>
#include <set>

#include "service.h"

namespace doorstep::resources {
namespace {

constexpr size_t least_similar = 5, least_users = 3, most_similar_shown = 12;
constexpr int64_t looked_back_days = 365;

struct Likeness {
  bool setting = true, size = true;
};

bool alike(const registry::SchoolSummary& one, const registry::SchoolSummary& other, const Likeness& by) {
  if (one.school_kind != other.school_kind || one.stages != other.stages) return false;
  if (by.setting && one.setting != other.setting) return false;
  if (!by.size || !one.students || *one.students <= 0) return true;
  return other.students && *other.students >= *one.students / 2 && *other.students <= *one.students * 2;
}

std::vector<registry::SchoolSummary> all_schools(registry::Registry& registry) {
  std::vector<registry::SchoolSummary> made;
  registry::SchoolQuery query;
  query.limit = 1000;
  do {
    auto page = registry.schools(query, {});
    if (!page) break;
    for (auto& one : page->items) made.push_back(std::move(one));
    query.cursor = page->next;
  } while (!query.cursor.empty());
  return made;
}

}  // namespace

Result<SimilarUse> ResourcesService::like_mine(const Actor& actor, const OrgId& school) {
  const auto schools = all_schools(around_.registry);
  const auto own = std::ranges::find(schools, school, &registry::SchoolSummary::id);
  if (own == schools.end())
    return refuse(Fault::not_found, "school-unknown", say("没有这所学校", "there is no such school"));
  SimilarUse made;
  made.school_id = school;
  std::set<OrgId> similar;
  // The nearest likeness that enough schools have.
  for (const Likeness by : {Likeness{true, true}, Likeness{false, true}, Likeness{false, false}}) {
    similar.clear();
    for (const auto& one : schools)
      if (one.id != school && alike(*own, one, by)) similar.insert(one.id);
    made.by_setting = by.setting;
    made.by_size = by.size && own->students.has_value();
    if (similar.size() >= least_similar) break;
  }
  if (similar.size() < least_similar) {
    made.few = true;
    return made;
  }
  made.similar = static_cast<int64_t>(similar.size());
  around_.database.read([&](db::Session& session) {
    std::map<std::string, size_t> users;
    for (const auto& one : store::users_since(session, Date::today().plus(-looked_back_days)))
      if (similar.contains(one.school_id)) ++users[one.resource_id];
    std::vector<std::pair<size_t, std::string>> order;
    for (const auto& [id, count] : users)
      if (count >= least_users) order.emplace_back(count, id);
    std::ranges::sort(order, [](const auto& one, const auto& other) {
      return one.first != other.first ? one.first > other.first : one.second < other.second;
    });
    for (const auto& [count, id] : order) {
      if (made.items.size() == most_similar_shown) break;
      const auto row = store::resource(session, id);
      const auto version = row && row->published ? store::version(session, id, row->published) : std::nullopt;
      if (version && may_see(actor, *version))
        made.items.push_back({card(session, *row, *version), static_cast<int64_t>(count)});
    }
  });
  return made;
}

}  // namespace doorstep::resources
