// Ground: what all services of the room stand on: the organisation that is asked about, its people today, its newest
// returns, the norm that holds, who is on leave.
#pragma once

#include <set>

#include "module.h"
#include "norms.h"
#include "store.h"

namespace doorstep::staffing {

inline constexpr size_t longest_reason = 2000;  // bytes
inline constexpr size_t longest_name = 200;
inline constexpr int first_year = 2000, last_year = 2100;

tl::unexpected<Error> wrong(const char* field, Words what);
Result<void> good_text(const char* field, const std::string& text, size_t most, bool needed = true);
Result<void> good_year(const char* field, int year);
int this_year();  // the school year that today is in

struct OrgPlace {
  OrgId id;
  std::string name;
  Over kind = Over::school;
  OrgId district_id;
  std::string district;
};

// A school of what is asked about, with its newest returns.
struct SchoolFacts {
  OrgId id;
  std::string name, stages, setting, legal_form;
  bool teaching_point = false;
  std::optional<double> longitude, latitude;  // of the main campus
  struct StageFacts {
    std::string stage;
    std::vector<std::pair<std::string, double>> figures;
    std::optional<double> figure(std::string_view code) const;
  };
  std::vector<StageFacts> stages_returned;

  bool is_private() const { return legal_form == "private" || legal_form == "affordable_private"; }
};
struct OrgFacts {
  int year = 0;                      // of the returns; 0: none
  std::vector<SchoolFacts> schools;  // by name
};

class Ground {
 public:
  explicit Ground(const Around& around) : around_(around) {}

  db::Database& database() { return around_.database; }
  registry::Registry& registry() { return around_.registry; }
  staff::Staff& staff() { return around_.staff; }
  const audit::Trail& trail() const { return around_.trail; }

  Result<OrgPlace> place(const OrgId& org);
  Result<OrgPlace> district(const OrgId& org);  // not_found when it is none
  Result<OrgPlace> school(const OrgId& org);    // same
  // The schools of today with their newest returns of `year` or before.
  OrgFacts facts(const OrgPlace& place, int year);
  // Everybody who serves there today.
  std::vector<staff::Teacher> people(const OrgId& org) { return around_.staff.teachers(org); }
  // Persons on leave today.
  std::set<PersonId> away(Date on);
  // What holds for a district in a year: its own newest version from that year or before, else the national one.
  Norm norm(const OrgId& district, int year);

 private:
  std::vector<OrgId> schools_in(const OrgPlace& place);

  Around around_;
};

}  // namespace doorstep::staffing
