// What other platforms harvest: the records of what everybody may have, and of what everybody once had.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include <doorstep/registry/columns.h>

#include "lists.h"
#include "oai.h"
#include "service.h"
#include "terms.h"

namespace doorstep::resources {
namespace {

constexpr int64_t page_size = 100;

// "张老师、Li" as two.
std::vector<std::string> names_of(std::string text) {
  for (const std::string_view by : {"、", "，", "；", ";", "/"})
    for (size_t at = text.find(by); at != text.npos; at = text.find(by, at + 1)) text.replace(at, by.size(), ",");
  return listed(text);
}

std::vector<std::string> sets_of_record(const store::ResourceRow& row, const store::VersionRow& version) {
  std::vector<std::string> made{"kind:" + version.kind, "subject:" + version.subject};
  for (const auto& one : listed(version.grades)) made.push_back("grade:" + one);
  if (row.is_public)
    for (const auto& one : listed(row.levels)) made.push_back("quality:" + one);
  return made;
}

Words word_of_set(const std::string& facet, const std::string& code) {
  if (facet == "kind") return kind_of(code) ? kind_of(code)->name : Words{code, code};
  if (facet == "subject") return registry::choice_word("service", "subject", code);
  if (facet == "grade") return say("{} 年级", "grade {}", code);
  static const std::map<std::string, Words> levels{{"school", say("校级精品", "certified by the school")},
                                                   {"group", say("集团精品", "certified by the group")},
                                                   {"district", say("区级精品", "certified by the district")},
                                                   {"city", say("市级精品", "certified by the city")}};
  const auto found = levels.find(code);
  return found == levels.end() ? Words{code, code} : found->second;
}

const std::map<std::string, Words>& facets() {
  static const std::map<std::string, Words> all{{"kind", say("类型", "kind")},
                                                {"subject", say("学科", "subject")},
                                                {"grade", say("年级", "grade")},
                                                {"quality", say("精品认定", "certified")}};
  return all;
}
std::string both(const Words& words) { return words.zh + " / " + words.en; }

}  // namespace

oai::Record ResourcesService::record(const store::ResourceRow& row, const store::VersionRow& version) const {
  oai::Record made;
  made.id = row.id;
  made.stamp = row.stamp;
  made.deleted = !row.is_public;
  made.sets = sets_of_record(row, version);
  if (made.deleted) return made;
  made.title = version.title;
  made.words = version.words;
  made.publisher = around_.registry.name_of(row.owner_id);
  if (const auto* kind = kind_of(version.kind)) {
    made.kind = kind->name.zh;
    made.kind_lrmi = kind->lrmi;
  }
  made.subject = registry::choice_word("service", "subject", version.subject).zh;
  if (const auto* licence = licence_of(version.licence)) {
    made.licence = licence->name.zh;
    made.licence_url = licence->url;
  }
  made.published_on = row.published_at.substr(0, 10);
  made.node = version.node;
  made.origin_id = row.origin_id.value_or("");
  made.creators = names_of(version.authors);
  made.tags = listed(version.tags);
  made.grades = listed(version.grades);
  return made;
}

// One page of a list, and the token of the next.
tl::expected<std::string, oai::Fault> ResourcesService::harvest_list(db::Session& session, const oai::Page& page,
                                                                     oai::Ask ask) const {
  const store::HarvestQuery query{ask.from, ask.until, ask.set, ask.after_stamp, ask.after_id, page_size + 1};
  auto rows = store::harvested(session, query);
  if (rows.empty()) return tl::unexpected(oai::Fault{"noRecordsMatch", "nothing was published or withdrawn like that"});
  const bool more = static_cast<int64_t>(rows.size()) > page_size;
  if (more) rows.pop_back();
  std::string made;
  for (const auto& row : rows)
    if (const auto version = store::version(session, row.id, row.public_version)) {
      const auto one = record(row, *version);
      made += ask.verb == oai::Verb::records ? oai::record_of(page, one, ask.prefix) : oai::header_of(one);
    }
  std::string next;
  if (more) {
    auto after = ask;
    after.after_stamp = rows.back().stamp;
    after.after_id = rows.back().id;
    after.cursor += page_size;
    next = oai::token_of(after);
  }
  return made + oai::token_element(ask, next, more || ask.cursor ? store::count_harvested(session, query) : 0);
}

std::string ResourcesService::harvest_sets(db::Session& session) const {
  std::map<std::string, std::map<std::string, Words>> by;
  const auto add = [&](const char* facet, const std::string& code) {
    if (!code.empty()) by[facet].emplace(code, word_of_set(facet, code));
  };
  for (const auto& one : store::set_codes(session)) {
    add("kind", one.kind);
    add("subject", one.subject);
    for (const auto& grade : listed(one.grades)) add("grade", grade);
    for (const auto& level : listed(one.levels)) add("quality", level);
  }
  std::vector<std::pair<std::string, std::string>> sets;
  for (const auto& [facet, words] : facets()) {
    sets.emplace_back(facet, both(words));
    for (const auto& [code, name] : by[facet]) sets.emplace_back(fmt::format("{}:{}", facet, code), both(name));
  }
  return oai::sets_of(sets);
}

tl::expected<std::string, oai::Fault> ResourcesService::harvest_answer(db::Session& session, const oai::Page& page,
                                                                       const oai::Ask& ask) const {
  switch (ask.verb) {
    case oai::Verb::identify: {
      const auto earliest = store::earliest_stamp(session);
      const auto at = page.site.find("://");
      auto host = at == page.site.npos ? page.site : page.site.substr(at + 3);
      host = host.substr(0, host.find(':'));
      return oai::identity(page, earliest.empty() ? page.now : oai::seconds_of(earliest), "postmaster@" + host);
    }
    case oai::Verb::sets:
      return harvest_sets(session);
    case oai::Verb::formats:
    case oai::Verb::get: {
      if (ask.id.empty()) return oai::formats();
      const auto row = store::resource(session, ask.id);
      const auto version =
          row && row->public_version ? store::version(session, ask.id, row->public_version) : std::nullopt;
      if (!version) return tl::unexpected(oai::Fault{"idDoesNotExist", "there is no such record"});
      return ask.verb == oai::Verb::get ? oai::record_of(page, record(*row, *version), ask.prefix) : oai::formats();
    }
    default:
      return harvest_list(session, page, ask);
  }
}

std::string ResourcesService::harvest(const std::string& site,
                                      const std::vector<std::pair<std::string, std::string>>& arguments) {
  const oai::Page page{site + "/oai", site, oai::seconds_of(now_utc())};
  const auto ask = oai::read(arguments);
  if (!ask) return oai::refusal(page, arguments, ask.error());
  const auto made = around_.database.read([&](db::Session& session) { return harvest_answer(session, page, *ask); });
  if (!made) return oai::refusal(page, arguments, made.error());
  return oai::answer(page, arguments, oai::name_of(ask->verb), *made);
}

}  // namespace doorstep::resources
