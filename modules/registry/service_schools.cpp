// Schools: lists and single ones.
#include <algorithm>

#include "page_cursor.h"
#include "service.h"

namespace doorstep::registry {
namespace {

enum class SortBy { name, students, teachers, begin_on };
BOOST_DESCRIBE_ENUM(SortBy, name, students, teachers, begin_on)

struct Order {
  SortBy by = SortBy::name;
  bool descending = false;
};

Result<Order> order_of(std::string_view sort) {
  Order order;
  order.descending = sort.starts_with('-');
  if (order.descending) sort.remove_prefix(1);
  const auto by = describe::enum_value<SortBy>(sort.empty() ? "name" : sort);
  if (!by)
    return refuse(Fault::invalid, "sort-unknown", say("不能按此排序", "cannot be sorted by that"),
                  {{"sort", say("应为 name、students、teachers、begin_on 之一，前加 - 为降序",
                                "must be name, students, teachers or begin_on, with - before it for descending")}});
  order.by = *by;
  return order;
}

std::optional<double> number_of(const Node& node, SortBy by, const Sight& seen) {
  switch (by) {
    case SortBy::students:
      return seen.students(node);
    case SortBy::teachers:
      return node.teachers;
    case SortBy::begin_on:
      return static_cast<double>(node.row.begin_on.days());
    case SortBy::name:
      break;
  }
  return std::nullopt;
}

// Where a school stands in the order: known before unknown, then by value, then by id.
PageKey key_of(const Node& node, const Order& order, const Sight& seen) {
  PageKey key;
  if (order.by == SortBy::name)
    key.text = node.row.name;
  else
    key.number = number_of(node, order.by, seen);
  key.id = node.row.id.value;
  return key;
}

bool stands_before(const PageKey& a, const PageKey& b, bool descending) {
  if (a.number.has_value() != b.number.has_value()) return a.number.has_value();
  if (a.number && *a.number != *b.number) return descending ? *a.number > *b.number : *a.number < *b.number;
  if (a.text != b.text) return descending ? a.text > b.text : a.text < b.text;
  return a.id < b.id;
}

// One question to every school; what takes long is worked out before.
class Filter {
 public:
  Filter(const Snapshot& at, const SchoolQuery& query, const Scope& scope)
      : at_(at), query_(query), scope_(scope), wanted_(lower(query.q)) {
    if (query.district) area_ = at.find(query.district->value);
    if (query.group) group_ = at.find(query.group->value);
    if (query.stage) stage_ = describe::enum_name(*query.stage);
  }

  bool takes(int32_t index) const {
    const auto& node = at_.at(index);
    const auto& row = node.row;
    if (!node.here && !query_.closed) return false;
    if (query_.kind && row.school_kind != query_.kind) return false;
    if (query_.stage && !store::listed(row.stages, stage_)) return false;
    if (!query_.setting.empty() && row.setting != query_.setting) return false;
    if (!query_.town.empty() && !in_town(node)) return false;
    if (query_.group && !std::ranges::count(node.groups, group_)) return false;
    if (query_.district && !at_.below(index, area_)) return false;
    if (!wanted_.empty() && node.searched.find(wanted_) == std::string::npos) return false;
    return at_.within(index, scope_);
  }

 private:
  bool in_town(const Node& node) const {
    if (node.town < 0) return false;
    const auto& town = at_.at(node.town).row;
    return town.name == query_.town || town.id.value == query_.town;
  }

  const Snapshot& at_;
  const SchoolQuery& query_;
  const Scope& scope_;
  std::string wanted_;
  std::string_view stage_;
  int32_t area_ = -1, group_ = -1;
};

}  // namespace

Result<Listed<SchoolSummary>> RegistryService::schools(const SchoolQuery& query, const Reader& reader) {
  DOORSTEP_LET(order, order_of(query.sort));
  std::optional<PageKey> after;
  if (!query.cursor.empty()) {
    after = page_key(query.sort, query.cursor);
    if (!after)
      return refuse(Fault::invalid, "cursor-unknown", say("翻页标记无效", "the cursor is not valid"),
                    {{"cursor", say("从第一页重新开始", "begin again with the first page")}});
  }
  const auto at = snapshot(query.on);
  const auto seen = sight(reader.full);
  const auto key = [&](int32_t index) { return key_of(at->at(index), order, seen); };
  const Filter filter(*at, query, reader.visible);
  std::vector<int32_t> found;
  for (const auto index : at->schools())
    if (filter.takes(index)) found.push_back(index);
  if (order.by != SortBy::name || order.descending)
    std::ranges::stable_sort(found,
                             [&](int32_t a, int32_t b) { return stands_before(key(a), key(b), order.descending); });
  auto first = found.begin();
  if (after)
    first = std::ranges::upper_bound(
        found, *after, [&](const PageKey& a, const PageKey& b) { return stands_before(a, b, order.descending); }, key);
  Listed<SchoolSummary> page;
  page.total = static_cast<int64_t>(found.size());
  const auto limit = std::clamp(query.limit, 1, 1000);
  const auto last = found.end() - first > limit ? first + limit : found.end();
  for (auto index = first; index != last; ++index) {
    page.items.push_back(at->summary(*index));
    const auto& node = at->at(*index);
    if (!seen.hides(node)) continue;
    page.items.back().students = node.published;
    page.items.back().few = true;
  }
  if (last != found.end()) page.next = page_cursor(query.sort, key(*(last - 1)));
  return page;
}

Result<int32_t> RegistryService::school_index(const Snapshot& at, const OrgId& id) const {
  const auto index = at.find(id.value);
  if (index < 0 || at.at(index).row.kind != OrgKind::school)
    return refuse(Fault::not_found, "school-unknown", say("没有这所学校", "there is no such school"));
  return index;
}

Result<School> RegistryService::school(const OrgId& id, std::optional<Date> on) {
  const auto at = snapshot(on);
  DOORSTEP_LET(index, school_index(*at, id));
  const auto& node = at->at(index);
  School made;
  made.org = node.row;
  if (node.district >= 0) made.district = at->at(node.district).row.name;
  if (node.town >= 0) made.town = at->at(node.town).row.name;
  made.identifiers = node.identifiers;
  for (const auto& row : at->memberships())
    if (row.school_id == id)
      made.groups.push_back(
          {row.group_id, at->name_of(row.group_id), id, node.row.name, row.part, row.begin_on, row.end_on});
  made.source = at->source(node.kept.source_id);
  for (std::string_view rest = node.kept.sticky; !rest.empty();) {
    const auto comma = rest.find(',');
    made.hand_edited.emplace_back(rest.substr(0, comma));
    rest = comma == rest.npos ? std::string_view{} : rest.substr(comma + 1);
  }
  made.seq = node.kept.seq;
  made.modified = node.kept.modified;
  database_.read([&](db::Session& session) {
    made.campuses = store::campuses(session, id);
    if (on)
      for (auto& campus : made.campuses) store::as_of(session, campus, *on);
    for (auto& relation : store::relations(session, id))
      made.successors.push_back({relation.other, at->name_of(relation.other), std::move(relation.relation),
                                 relation.on_day, relation.successor});
  });
  if (on) std::erase_if(made.campuses, [&](const CampusRow& row) { return *on < row.begin_on || row.end_on <= *on; });
  return made;
}

}  // namespace doorstep::registry
