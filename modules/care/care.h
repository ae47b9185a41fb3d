// Care: after-school care and meals of schools: what there is, who comes on which day, what the kitchen cooks for, who
// is still here. Thread safe; every change is one transaction with its entry in the audit trail.
//
// A day's places are counted in the transaction that takes one, so that no day holds more than there are.
#pragma once

#include <doorstep/base/actor.h>
#include <doorstep/base/result.h>
#include <doorstep/care/desk.h>
#include <doorstep/care/own.h>
#include <doorstep/care/services.h>

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
  virtual Result<OwnCare> set_day(const Actor& actor, const PersonId& child, const std::string& service,
                                  const NewCareDay& wanted) = 0;
};

}  // namespace doorstep::care
