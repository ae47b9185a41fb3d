// Desk: what secondments, wishes and plans all ask for: which rules hold, what a person has said, where a school is.
#pragma once

#include <map>
#include <set>

#include "checks.h"
#include "module.h"
#include "rules.h"
#include "store.h"

namespace doorstep::exchange {

class Desk {
 public:
  explicit Desk(const Around& around) : around_(around) {}

 protected:
  // The local edition that holds in the district, or else the first of the program.
  RuleEdition edition_in(const OrgId& district) const;
  Result<RuleEdition> edition(const OrgId& district, const std::string& id) const;  // not_found

  // What a person, or everybody, said for a school year, and whether a claim holds on a day.
  Said said_by(const PersonId& person, Date on) const;
  std::map<PersonId, Said> said_by_all(int64_t year, Date on) const;

  Result<registry::School> school(const OrgId& id) const;
  static Spot spot_of(const registry::School& school) { return {school.org.longitude, school.org.latitude}; }
  std::string name_of(const OrgId& id) const { return around_.registry.name_of(id); }
  // Ids of people in a text as their names of today: kept texts hold no names.
  std::string with_names(const std::string& text) const;
  Words with_names(const Words& words) const { return {with_names(words.zh), with_names(words.en)}; }
  std::vector<NamedSchool> named(const std::vector<OrgId>& schools) const;
  // The actor is the principal of that school.
  static bool leads(const Actor& actor, const OrgId& school);
  // ... speaks for that school, group or district when something is proposed in its name.
  bool speaks_for(const Actor& actor, const OrgId& org) const;
  bool is_school(const OrgId& org) const { return around_.registry.school(org, std::nullopt).has_value(); }

  Around around_;
};

int64_t school_year_of(Date day);
std::vector<OrgId> ids_of(const std::string& text);  // by commas
std::string text_of(const std::vector<OrgId>& ids);
tl::unexpected<Error> exchange_invalid(std::string field, Words what);
tl::unexpected<Error> exchange_conflict(std::string code, Words what);

inline constexpr size_t longest_exchange_line = 300, longest_exchange_text = 10'000;  // bytes

}  // namespace doorstep::exchange
