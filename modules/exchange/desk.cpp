#include "desk.h"

#include <algorithm>

namespace doorstep::exchange {

RuleEdition Desk::edition_in(const OrgId& district) const {
  const auto rows = around_.database.read([&](db::Session& session) { return store::editions(session, district); });
  for (const auto& row : rows)
    if (row.holds)
      if (auto read = json::read_text<RuleEdition>(row.content)) return std::move(*read);
  return built_in_editions().front();
}

Result<RuleEdition> Desk::edition(const OrgId& district, const std::string& id) const {
  for (const auto& one : built_in_editions())
    if (one.id == id) return one;
  const auto row = around_.database.read([&](db::Session& session) { return store::edition(session, id); });
  if (row && row->org_id == district)
    if (auto read = json::read_text<RuleEdition>(row->content)) return std::move(*read);
  return refuse(Fault::not_found, "rules-unknown", say("没有这个版本的规则", "there is no such edition of the rules"));
}

Said Desk::said_by(const PersonId& person, Date on) const {
  return around_.database.read([&](db::Session& session) {
    Said said;
    if (const auto wish = store::wish(session, person, school_year_of(on))) {
      said.wish = wish->answer;
      said.places = ids_of(wish->places);
      said.never = ids_of(wish->never);
    }
    for (const auto& claim : store::claims_of(session, person))
      said.exempt = said.exempt || (claim.state == ClaimState::accepted && on < claim.until);
    return said;
  });
}

std::map<PersonId, Said> Desk::said_by_all(int64_t year, Date on) const {
  return around_.database.read([&](db::Session& session) {
    std::map<PersonId, Said> all;
    for (const auto& wish : store::wishes(session, year))
      all[wish.person_id] = {wish.answer, ids_of(wish.places), ids_of(wish.never), false};
    for (const auto& claim : store::accepted_claims(session, on)) all[claim.person_id].exempt = true;
    return all;
  });
}

Result<registry::School> Desk::school(const OrgId& id) const { return around_.registry.school(id, std::nullopt); }

std::vector<NamedSchool> Desk::named(const std::vector<OrgId>& schools) const {
  std::vector<NamedSchool> made;
  made.reserve(schools.size());
  for (const auto& id : schools) made.push_back({id, name_of(id)});
  return made;
}

std::string Desk::with_names(const std::string& text) const {
  constexpr size_t length = 36;  // of an id
  std::string made;
  for (size_t at = 0; at < text.size();) {
    const auto here = std::string_view{text}.substr(at, length);
    if (here.size() < length || !is_uuid(here)) {
      made += text[at++];
      continue;
    }
    const PersonId id{std::string{here}};
    if (const auto teacher = around_.staff.teacher(id))
      made += teacher->name;
    else if (const auto school = name_of({id.value}); !school.empty())
      made += school;
    else
      made += here;
    at += length;
  }
  return made;
}

bool Desk::leads(const Actor& actor, const OrgId& school) {
  return std::ranges::any_of(actor.posts,
                             [&](const Post& post) { return post.role == Role::principal && post.org == school; });
}

bool Desk::speaks_for(const Actor& actor, const OrgId& org) const {
  return is_school(org) ? leads(actor, org) || actor.administrator()
                        : may(actor, Right::exchange_plan, org, around_.places);
}

int64_t school_year_of(Date day) { return begin_of_school_year(day).year(); }

std::vector<OrgId> ids_of(const std::string& text) {
  std::vector<OrgId> made;
  for (size_t at = 0; at < text.size();) {
    const auto comma = std::min(text.find(',', at), text.size());
    made.push_back({text.substr(at, comma - at)});
    at = comma + 1;
  }
  return made;
}

std::string text_of(const std::vector<OrgId>& ids) {
  std::string made;
  for (const auto& id : ids) made += (made.empty() ? "" : ",") + id.value;
  return made;
}

tl::unexpected<Error> exchange_invalid(std::string field, Words what) {
  return refuse(Fault::invalid, "exchange-invalid", what, {{std::move(field), what}});
}

tl::unexpected<Error> exchange_conflict(std::string code, Words what) {
  return refuse(Fault::conflict, std::move(code), std::move(what));
}

}  // namespace doorstep::exchange
