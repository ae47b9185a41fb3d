// Training: what schools, groups, centres and districts offer their teachers, who takes part, who came, what it counts
// towards the yearly duty, certificates that anybody may check; and the yearly plan by which a group brings up its
// backbone teachers. Thread safe; every change is one transaction with its entry in the audit trail.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/file.h>
#include <doorstep/base/json.h>
#include <doorstep/base/result.h>
#include <doorstep/training/hours.h>
#include <doorstep/training/offers.h>
#include <doorstep/training/plans.h>

namespace doorstep::training {

class Training {
 public:
  virtual ~Training() = default;

  virtual const DutyBook& duties() const = 0;

  // --- one's own. `unknown`: the account is tied to no member of staff; its lists are empty.
  virtual Result<OwnTraining> own(const Actor& actor) = 0;
  // Faults: not_found (offer-unknown, also for who it is not for), conflict (no-staff, not-open, enrolled, full).
  virtual Result<OwnTraining> enrol(const Actor& actor, const std::string& offer) = 0;
  virtual Result<OwnTraining> withdraw(const Actor& actor, const std::string& offer) = 0;
  // By the code that the screen shows; ten wrong ones, and only the organiser can enter somebody. conflict (not-now,
  // code-tries), invalid (code).
  virtual Result<OwnTraining> check_in(const Actor& actor, const std::string& session, const std::string& code) = 0;
  virtual Result<OwnTraining> claim(const Actor& actor, const NewClaim& wanted) = 0;
  virtual Result<OwnTraining> take_back(const Actor& actor, const std::string& claim) = 0;

  // --- an organisation's offers. What names an offer of another organisation is not_found.
  virtual Result<OrgTraining> at(const OrgId& org) = 0;
  virtual Result<OfferFile> offer(const OrgId& org, const std::string& id) = 0;
  virtual Result<OfferFile> make(const Actor& actor, const OrgId& org, const NewOffer& wanted) = 0;
  virtual Result<OfferFile> change(const Actor& actor, const OrgId& org, const std::string& id,
                                   const NewOffer& wanted) = 0;
  virtual Result<OfferFile> cancel(const Actor& actor, const OrgId& org, const std::string& id,
                                   const std::string& reason) = 0;
  // Over: nothing is enrolled any more, and who came to enough gets a certificate.
  virtual Result<OfferFile> complete(const Actor& actor, const OrgId& org, const std::string& id) = 0;
  virtual Result<OfferFile> choose(const Actor& actor, const OrgId& org, const std::string& id,
                                   const OfferChoice& wanted) = 0;
  virtual Result<OfferFile> attend(const Actor& actor, const OrgId& org, const std::string& session,
                                   const AttendanceEntry& wanted) = 0;
  virtual Result<AttendanceRead> read_attendance(const Actor& actor, const OrgId& org, const std::string& session,
                                                 const std::vector<AttendanceLine>& lines, bool dry) = 0;
  // The code that stands on the screen now, while the session lasts. conflict (not-now)
  virtual Result<CheckInCode> check_in_code(const OrgId& org, const std::string& session) = 0;

  // --- a school's people
  virtual Result<SchoolChoices> open_to(const OrgId& school) = 0;
  virtual Result<SchoolChoices> enrol_people(const Actor& actor, const OrgId& school,
                                             const SchoolEnrolment& wanted) = 0;
  virtual Result<SchoolChoices> withdraw_person(const Actor& actor, const OrgId& school,
                                                const std::string& enrolment) = 0;
  virtual Result<std::vector<TrainingClaim>> claims(const OrgId& org) = 0;
  virtual Result<std::vector<TrainingClaim>> decide_claim(const Actor& actor, const OrgId& org,
                                                          const std::string& claim, const ClaimDecision& wanted) = 0;
  virtual bool has_claim(const OrgId& org, const std::string& claim) = 0;

  // --- hours
  virtual Result<HoursPage> hours(const OrgId& org, const HoursQuery& query) = 0;
  virtual Result<HoursPage> all_hours(const OrgId& org) = 0;  // as one page, for a sheet
  virtual Result<std::vector<SchoolHours>> hours_by_school(const OrgId& org) = 0;
  // All lines or none; what stands already (person, title and first day) is passed over.
  virtual Result<PastHoursRead> read_past_hours(const Actor& actor, const OrgId& org,
                                                const std::vector<PastHoursLine>& lines, bool dry) = 0;

  // --- certificates
  virtual Result<OfferFile> revoke(const Actor& actor, const OrgId& org, const std::string& certificate,
                                   const std::string& reason) = 0;
  virtual Result<CertificatePrint> certificate(const OrgId& org, const std::string& id) = 0;
  virtual Result<CertificatePrint> own_certificate(const Actor& actor, const std::string& id) = 0;
  // Says yes or no and nothing else, whatever the reason for a no.
  virtual bool check(const std::string& code, const std::string& name) = 0;

  // --- backbone teachers of a group. `runs`: who asks runs the group; `names`: may read people's development there.
  virtual Result<GroupPlans> plans(const Actor& actor, const OrgId& group, bool runs, bool names) = 0;
  virtual Result<GroupPlans> keep_plan(const Actor& actor, const OrgId& group, const NewTrainingPlan& wanted, bool runs,
                                       bool names) = 0;

  // --- for other rooms
  // Sessions of offers that stand, by time; [from, to).
  virtual std::vector<TrainingDay> sessions_of(const OrgId& org, Date from, Date to) = 0;
  // Of what one is enrolled in, and of what centres of `groups` offer that one heads.
  virtual std::vector<TrainingDay> own_sessions(const Actor& actor, const std::vector<OrgId>& groups, Date from,
                                                Date to) = 0;
  virtual bool own_claim(const Actor& actor, const std::string& claim) = 0;
  // Completed trainings and confirmed ones from elsewhere, the newest first.
  virtual std::vector<TrainingFact> facts(const PersonId& person) = 0;
  // not_found (person-unknown)
  virtual Result<HoursStanding> standing_of(const PersonId& person) = 0;
};

}  // namespace doorstep::training
