// Care: after-school care and meals of schools: what there is, who comes on which day, what the kitchen cooks for, who
// is still here. Thread safe; every change is one transaction with its entry in the audit trail.
//
// A day's places are counted in the transaction that takes one, so that no day holds more than there are.
#pragma once

#include <doorstep/base/actor.h>
#include <doorstep/base/result.h>
#include <doorstep/care/bills.h>
#include <doorstep/care/desk.h>
#include <doorstep/care/meals.h>
#include <doorstep/care/own.h>
#include <doorstep/care/services.h>
#include <doorstep/children/traces.h>

namespace doorstep::care {

class Care {
 public:
  virtual ~Care() = default;

  // --- the school's. What names a service of another school is not_found.
  virtual Result<SchoolCare> at(const OrgId& school) = 0;
  virtual Result<SchoolCare> make(const Actor& actor, const OrgId& school, const NewCareService& wanted) = 0;
  // Once open only its title, end, places, deadline and duties change; conflict (care-open)
  virtual Result<SchoolCare> change(const Actor& actor, const OrgId& school, const std::string& service,
                                    const NewCareService& wanted) = 0;
  virtual Result<SchoolCare> open(const Actor& actor, const OrgId& school, const std::string& service) = 0;
  // The last day is today; nobody comes from tomorrow on.
  virtual Result<SchoolCare> end(const Actor& actor, const OrgId& school, const std::string& service) = 0;
  virtual Result<SchoolCare> except(const Actor& actor, const OrgId& school, const NewCareException& wanted) = 0;
  virtual Result<SchoolCare> drop_exception(const Actor& actor, const OrgId& school, const std::string& id) = 0;
  virtual Result<CareRoll> roll(const OrgId& school, const std::string& service) = 0;
  // As the guardian would, until the day is over: conflict (care-full), invalid
  virtual Result<CareRoll> sign_up_for(const Actor& actor, const OrgId& school, const std::string& service,
                                       const PersonId& child, const NewCarePattern& wanted) = 0;
  virtual Result<CareDesk> set_day_for(const Actor& actor, const OrgId& school, const std::string& service,
                                       const PersonId& child, const NewCareDay& wanted) = 0;

  // Signs students up by a sheet, all or none; dry only checks. Days of the week of a student become its pattern.
  virtual Result<CareSheetRead> read_sheet(const Actor& actor, const OrgId& school, const std::string& service,
                                           const std::vector<CareSheetLine>& lines, bool dry) = 0;
  // Students of the school for whom the service is; for the sheet to fill in.
  virtual Result<CareRoll> candidates(const OrgId& school, const std::string& service) = 0;

  // --- menus, by week
  virtual Result<CareMenus> menus(const OrgId& school, const std::string& service, std::optional<Date> week) = 0;
  virtual Result<CareMenus> set_menu(const Actor& actor, const OrgId& school, const std::string& service,
                                     const NewCareMenu& wanted) = 0;
  // Of `weeks` from that of a day on, for the sheet.
  virtual Result<CareMenus> menus_from(const OrgId& school, const std::string& service, std::optional<Date> on,
                                       int64_t weeks) = 0;
  // Menus by a sheet, all or none; dry only checks. A day that stands in it becomes what stands there.
  virtual Result<CareMenusRead> read_menus(const Actor& actor, const OrgId& school, const std::string& service,
                                           const std::vector<CareMenuLine>& lines, bool dry) = 0;

  // --- a month, by the day
  virtual Result<CareBooks> books(const OrgId& school, const std::string& month) = 0;

  // --- a day, the school's today when absent. Counts alone name nobody.
  virtual Result<CareDesk> kitchen(const OrgId& school, std::optional<Date> on) = 0;
  // `school`: who asks may see who is there; empty: who asks has to serve, and sees what it serves that day.
  virtual Result<CareDesk> desk(const Actor& actor, const OrgId& school, std::optional<Date> on) = 0;
  virtual Result<OwnCareDuty> duty(const Actor& actor, std::optional<Date> on) = 0;
  // conflict (care-not-today)
  virtual Result<CareDesk> mark(const Actor& actor, const std::optional<OrgId>& school, const NewCareMark& wanted) = 0;

  // --- one's own. not_found (child-unknown), forbidden (guardian-signs), conflict (care-deadline, care-full)
  virtual OwnCare own(const Actor& actor, std::optional<Date> week) = 0;
  virtual Result<OwnCare> sign_up(const Actor& actor, const PersonId& child, const std::string& service,
                                  const NewCarePattern& wanted) = 0;
  // Kept by consent and withdrawn with it.
  virtual Result<OwnCare> set_safety(const Actor& actor, const PersonId& child, const NewCareSafety& wanted) = 0;
  virtual Result<OwnCare> set_day(const Actor& actor, const PersonId& child, const std::string& service,
                                  const NewCareDay& wanted) = 0;

  // --- for other rooms: services to which a child came, by days whose deadline has passed
  virtual std::vector<CareAttended> attended(const PersonId& child) = 0;

  // --- erasure, for children::Trace: what a guardian entered by consent; of one who left also names of guardians and
  // of who took it along. Days and what they cost stay, nameless as the register then is.
  virtual Result<int64_t> forget(const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how,
                                 bool dry) = 0;
};

}  // namespace doorstep::care
