// The index: what it holds of a resource, how it follows the store, and what somebody finds in it.
#include <algorithm>
#include <chrono>
#include <thread>

#include "lists.h"
#include "service.h"

namespace doorstep::resources {
namespace {

constexpr int most_from = 10'000, most_shown = 100;
constexpr size_t longest_question = 300;  // bytes
constexpr int tries_while_reading = 30;   // ten a second

// Of five: the mean as if three had already said three, so that one five does not beat twenty fours.
uint32_t rated(const store::IndexRow& row) { return static_cast<uint32_t>((9 + row.stars) * 1000 / (3 + row.ratings)); }

search::Document document_of(const store::IndexRow& row) {
  search::Document made{row.id, row.title + '\n' + row.tags + '\n' + row.authors + '\n' + row.node, {}, {}};
  const auto label = [&](const char* facet, const std::string& value) {
    if (!value.empty()) made.labels.push_back(std::string{facet} + '=' + value);
  };
  label("owner", row.owner_id.value);
  label("shelf", row.shelf_id.empty() ? everybody : row.shelf_id.value);
  label("kind", row.kind);
  label("subject", row.subject);
  label("licence", row.licence);
  for (const auto& one : listed(row.grades)) label("grade", one);
  for (const auto& one : listed(row.levels)) label("level", one);
  for (const auto& one : nodes_above(row.node)) label("node", one);
  made.orders = {static_cast<uint32_t>(row.published_seq), static_cast<uint32_t>(row.uses), rated(row)};
  return made;
}

std::vector<FacetCount> counted(const search::Found& found, const char* facet) {
  std::vector<FacetCount> made;
  if (const auto at = found.counts.find(facet); at != found.counts.end())
    for (const auto& one : at->second) made.push_back({one.value, one.documents});
  std::ranges::stable_sort(made, std::greater{}, &FacetCount::resources);
  return made;
}

// Of places in the curriculum, those one step below the one that was asked for.
std::vector<FacetCount> below(std::vector<FacetCount> nodes, const std::string& node) {
  const auto prefix = node.empty() ? "" : node + "/";
  std::erase_if(nodes, [&](const FacetCount& one) {
    return !one.value.starts_with(prefix) || one.value.find('/', prefix.size()) != one.value.npos;
  });
  if (nodes.size() > 40) nodes.resize(40);
  return nodes;
}

void add_filter(std::vector<search::Filter>& to, const char* facet, std::vector<std::string> values) {
  if (!values.empty()) to.push_back({facet, std::move(values)});
}

}  // namespace

void ResourcesService::refresh() {
  const std::lock_guard alone{refreshing_};
  follow();
}

// The first reading of a large library takes a while, and nobody waits for somebody else's longer than a little.
Result<void> ResourcesService::up_to_date() {
  for (int tries = 0; !read_; ++tries) {
    if (const std::unique_lock alone{refreshing_, std::try_to_lock}; alone) {
      follow();
      return {};
    }
    if (tries == tries_while_reading)
      return refuse(Fault::busy, "library-reading",
                    say("资源库正在载入，请一分钟后再试", "the library is being read in; try again in a minute"));
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  refresh();
  return {};
}

void ResourcesService::follow() {
  for (;;) {
    std::vector<search::Document> shown;
    std::vector<std::string> gone;
    auto last = known_;
    around_.database.read([&](db::Session& session) {
      if (store::sequence(session) == known_) return;
      for (const auto& row : store::changed_since(session, known_)) {
        if (row.published)
          shown.push_back(document_of(row));
        else
          gone.push_back(row.id);
        last = row.seq;
      }
    });
    if (last == known_) break;
    index_.drop(gone);
    index_.put(std::move(shown));
    known_ = last;
  }
  read_ = true;
}

// What the asker may see, and what belongs to an organisation: both by today's register.
std::vector<search::Filter> ResourcesService::bounds(const Actor& actor, const std::optional<OrgId>& org) const {
  std::vector<search::Filter> made{{"shelf", {everybody}}};
  if (works_here(actor))
    for (auto& shelf : index_.values("shelf"))
      if (shelf != everybody && may(actor, Right::library_read, OrgId{shelf}, around_.places))
        made[0].values.push_back(std::move(shelf));
  if (!org) return made;
  made.push_back({"owner", {org->value}});
  for (auto& owner : index_.values("owner"))
    if (owner != org->value && around_.places.within(OrgId{owner}, *org)) made[1].values.push_back(std::move(owner));
  return made;
}

Result<FoundResources> ResourcesService::find(const Actor& actor, const ResourceQuery& query) {
  if (query.from < 0 || query.from > most_from)
    return wrong("from", say("至多翻到第 {} 条", "at most the {}th", most_from));
  if (query.limit < 0 || query.limit > most_shown)
    return wrong("limit", say("一次至多 {} 条", "at most {} at once", most_shown));
  if (query.q.size() > longest_question)
    return wrong("q", say("太长，至多 {} 字节", "too long: at most {} bytes", longest_question));
  if (query.org && around_.registry.name_of(*query.org).empty())
    return refuse(Fault::not_found, "org-unknown", say("没有这个机构", "there is no such organisation"));
  DOORSTEP_TRY(up_to_date());
  search::Question question{.text = query.q,
                            .filters = bounds(actor, query.org),
                            .count = {"kind", "subject", "grade", "licence", "level", "node"},
                            .order = static_cast<size_t>(query.sort),
                            .from = static_cast<size_t>(query.from),
                            .most = static_cast<size_t>(query.limit)};
  add_filter(question.filters, "kind", query.kind);
  add_filter(question.filters, "subject", query.subject);
  add_filter(question.filters, "grade", query.grade);
  add_filter(question.filters, "licence", query.licence);
  std::vector<std::string> levels;
  for (const auto level : query.level) levels.emplace_back(describe::enum_name(level));
  add_filter(question.filters, "level", std::move(levels));
  const auto node = clean_node(query.node);
  if (!node.empty()) question.filters.push_back({"node", {node}});
  const auto found = index_.find(question);
  FoundResources made;
  made.total = found.total;
  made.facets = {counted(found, "kind"),    counted(found, "subject"), counted(found, "grade"),
                 counted(found, "licence"), counted(found, "level"),   below(counted(found, "node"), node)};
  around_.database.read([&](db::Session& session) {
    for (const auto& id : found.ids)
      if (const auto row = store::resource(session, id); row && row->published)
        if (const auto version = store::version(session, id, row->published))
          made.items.push_back(card(session, *row, *version));
  });
  return made;
}

}  // namespace doorstep::resources
