// CareWork: one class over the store; its parts stand in service_*.cpp by what they are about.
#pragma once

#include <set>

#include "module.h"
#include "rules.h"
#include "terms.h"

namespace doorstep::care {

inline constexpr size_t longest_care_line = 200,
                        longest_care_text = 600;  // bytes

tl::unexpected<Error> wrong_care(const std::string& field, Words what);
tl::unexpected<Error> no_service();

// A service with its rows.
struct ServiceParts {
  store::ServiceRow row;
  std::vector<store::ChoiceRow> choices;
  std::vector<store::DutyRow> duties;
};

class CareWork final : public Care {
 public:
  explicit CareWork(Around around);

  Result<SchoolCare> at(const OrgId& school) override;
  Result<SchoolCare> make(const Actor& actor, const OrgId& school, const NewCareService& wanted) override;
  Result<SchoolCare> change(const Actor& actor, const OrgId& school, const std::string& service,
                            const NewCareService& wanted) override;
  Result<SchoolCare> open(const Actor& actor, const OrgId& school, const std::string& service) override;
  Result<SchoolCare> end(const Actor& actor, const OrgId& school, const std::string& service) override;
  Result<SchoolCare> except(const Actor& actor, const OrgId& school, const NewCareException& wanted) override;
  Result<SchoolCare> drop_exception(const Actor& actor, const OrgId& school, const std::string& id) override;
  Result<CareRoll> roll(const OrgId& school, const std::string& service) override;
  Result<CareRoll> sign_up_for(const Actor& actor, const OrgId& school, const std::string& service,
                               const PersonId& child, const NewCarePattern& wanted) override;
  Result<CareDesk> set_day_for(const Actor& actor, const OrgId& school, const std::string& service,
                               const PersonId& child, const NewCareDay& wanted) override;
  Result<CareSheetRead> read_sheet(const Actor& actor, const OrgId& school, const std::string& service,
                                   const std::vector<CareSheetLine>& lines, bool dry) override;
  Result<CareRoll> candidates(const OrgId& school, const std::string& service) override;
  Result<CareMenus> menus(const OrgId& school, const std::string& service, std::optional<Date> week) override;
  Result<CareMenus> set_menu(const Actor& actor, const OrgId& school, const std::string& service,
                             const NewCareMenu& wanted) override;
  Result<CareMenus> menus_from(const OrgId& school, const std::string& service, std::optional<Date> on,
                               int64_t weeks) override;
  Result<CareMenusRead> read_menus(const Actor& actor, const OrgId& school, const std::string& service,
                                   const std::vector<CareMenuLine>& lines, bool dry) override;
  Result<CareBooks> books(const OrgId& school, const std::string& month) override;
  Result<CareDesk> kitchen(const OrgId& school, std::optional<Date> on) override;
  Result<CareDesk> desk(const Actor& actor, const OrgId& school, std::optional<Date> on) override;
  Result<OwnCareDuty> duty(const Actor& actor, std::optional<Date> on) override;
  Result<CareDesk> mark(const Actor& actor, const std::optional<OrgId>& school, const NewCareMark& wanted) override;
  OwnCare own(const Actor& actor, std::optional<Date> week) override;
  Result<OwnCare> sign_up(const Actor& actor, const PersonId& child, const std::string& service,
                          const NewCarePattern& wanted) override;
  Result<OwnCare> set_safety(const Actor& actor, const PersonId& child, const NewCareSafety& wanted) override;
  std::vector<CareAttended> attended(const PersonId& child) override;
  Result<int64_t> forget(const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how,
                         bool dry) override;
  Result<OwnCare> set_day(const Actor& actor, const PersonId& child, const std::string& service,
                          const NewCareDay& wanted) override;

 private:
  // --- service.cpp
  CareClock clock(const OrgId& school) const;
  Result<ServiceParts> wanted_service(const OrgId& school, const NewCareService& wanted);
  CareService shown(const ServiceParts& parts, const std::map<std::string, std::string>& campuses, int64_t children);
  Result<std::map<std::string, std::string>> campuses_of(const OrgId& school);

  // --- service_people.cpp: a child of the school for whom the service is; the school's own hand goes on until the day
  // is over
  struct Comer {
    PersonId id;
    std::string name, grade;
    ClassId class_id;
  };
  Result<void> fits(const store::ServiceRow& service, const Comer& child);
  Result<void> put_pattern(db::Session& session, const Actor& actor, const store::ServiceRow& service,
                           const Comer& child, const NewCarePattern& wanted, bool by_school);
  Result<void> put_day(db::Session& session, const Actor& actor, const store::ServiceRow& service, const Comer& child,
                       const NewCareDay& wanted, bool by_school);
  Result<children::TiedChild> own_child(const Actor& actor, const PersonId& child);
  Result<store::ServiceRow> service_of(const std::string& id, const OrgId& school);
  Result<Comer> comer_at(const OrgId& school, const PersonId& child);

  CareChild own_child_page(const children::TiedChild& tied, const Comer& comer, Date monday);
  OwnCareService own_service(db::Session& session, const store::ServiceRow& row, const CareChild& child, Date monday);

  // --- service_meals.cpp
  Result<store::ServiceRow> meal_of(const std::string& id, const OrgId& school);
  void keep_menu(db::Session& session, const Actor& actor, const store::ServiceRow& service, const NewCareMenu& wanted);

  // --- service_desk.cpp. `names`: lines of children, and `served` what guardians entered about them; `only`: the
  // services that are shown, all when absent
  enum class Shows { counts, names, served };
  Result<CareDesk> desk_of(const OrgId& school, Date on, Shows shows, const std::set<std::string>* only);
  Result<CareDesk> served_desk(const Actor& actor, const PersonId& person, const OrgId& school, Date on);
  std::set<std::string> served_by(const PersonId& person, const OrgId& school, Date on);

  Around around_;
};

std::string zone_text(int64_t minute);  // "17:05"
CareSafety safety_of(db::Session& session, const PersonId& child);
CareDish shown(const store::DishRow& row, bool costs);
inline constexpr size_t most_dishes = 20;  // a day
// What is wrong with a dish of a service that has that many choices: the field, and what it should be.
std::optional<std::pair<std::string, Words>> dish_fault(const CareDish& dish, int64_t choices);
// Past its end: of who was taken along then.
bool is_late(const store::ServiceRow& service, const store::ChoiceRow& choice, const store::MarkRow& mark);
ServiceParts parts_of(db::Session& session, store::ServiceRow row);
// Everything that says who comes on the days of [from, to].
Sheet sheet_of(db::Session& session, const store::ServiceRow& row, Date from, Date to);
// conflict (care-full): the first of the days of [from, to] that holds more than there are places.
Result<void> within_capacity(db::Session& session, const store::ServiceRow& row, Date from, Date to);

}  // namespace doorstep::care
