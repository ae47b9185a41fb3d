// TrainingService: one class over the stores; its parts stand in service_*.cpp by what they are about.
#pragma once

#include <functional>
#include <map>

#include "duty.h"
#include "module.h"
#include "rules.h"
#include "store.h"
#include "store_plans.h"

namespace doorstep::training {

inline constexpr const char* claims_room = "training-claim";  // in which the files of claims hang
inline constexpr int64_t check_in_early = 15 * 60;            // seconds before a session begins

tl::unexpected<Error> wrong_field(const char* field, Words what);
tl::unexpected<Error> no_offer();
tl::unexpected<Error> no_session();
Result<void> good_kind(const std::string& kind, const std::string& level);
Result<void> good_reason(const std::string& reason);

class TrainingService final : public Training {
 public:
  explicit TrainingService(Around around);

  const DutyBook& duties() const override { return duty_book(); }

  Result<OwnTraining> own(const Actor& actor) override;
  Result<OwnTraining> enrol(const Actor& actor, const std::string& offer) override;
  Result<OwnTraining> withdraw(const Actor& actor, const std::string& offer) override;
  Result<OwnTraining> check_in(const Actor& actor, const std::string& session, const std::string& code) override;
  Result<OwnTraining> claim(const Actor& actor, const NewClaim& wanted) override;
  Result<OwnTraining> take_back(const Actor& actor, const std::string& claim) override;

  Result<OrgTraining> at(const OrgId& org) override;
  Result<OfferFile> offer(const OrgId& org, const std::string& id) override;
  Result<OfferFile> make(const Actor& actor, const OrgId& org, const NewOffer& wanted) override;
  Result<OfferFile> change(const Actor& actor, const OrgId& org, const std::string& id,
                           const NewOffer& wanted) override;
  Result<OfferFile> cancel(const Actor& actor, const OrgId& org, const std::string& id,
                           const std::string& reason) override;
  Result<OfferFile> complete(const Actor& actor, const OrgId& org, const std::string& id) override;
  Result<OfferFile> choose(const Actor& actor, const OrgId& org, const std::string& id,
                           const OfferChoice& wanted) override;
  Result<OfferFile> attend(const Actor& actor, const OrgId& org, const std::string& session,
                           const AttendanceEntry& wanted) override;
  Result<AttendanceRead> read_attendance(const Actor& actor, const OrgId& org, const std::string& session,
                                         const std::vector<AttendanceLine>& lines, bool dry) override;
  Result<CheckInCode> check_in_code(const OrgId& org, const std::string& session) override;

  Result<SchoolChoices> open_to(const OrgId& school) override;
  Result<SchoolChoices> enrol_people(const Actor& actor, const OrgId& school, const SchoolEnrolment& wanted) override;
  Result<SchoolChoices> withdraw_person(const Actor& actor, const OrgId& school, const std::string& enrolment) override;
  Result<std::vector<TrainingClaim>> claims(const OrgId& org) override;
  Result<std::vector<TrainingClaim>> decide_claim(const Actor& actor, const OrgId& org, const std::string& claim,
                                                  const ClaimDecision& wanted) override;
  bool has_claim(const OrgId& org, const std::string& claim) override;

  Result<HoursPage> hours(const OrgId& org, const HoursQuery& query) override;
  Result<HoursPage> all_hours(const OrgId& org) override;
  Result<PastHoursRead> read_past_hours(const Actor& actor, const OrgId& org, const std::vector<PastHoursLine>& lines,
                                        bool dry) override;
  Result<std::vector<SchoolHours>> hours_by_school(const OrgId& org) override;

  Result<OfferFile> revoke(const Actor& actor, const OrgId& org, const std::string& certificate,
                           const std::string& reason) override;
  Result<CertificatePrint> certificate(const OrgId& org, const std::string& id) override;
  Result<CertificatePrint> own_certificate(const Actor& actor, const std::string& id) override;
  bool check(const std::string& code, const std::string& name) override;

  Result<GroupPlans> plans(const Actor& actor, const OrgId& group, bool runs, bool names) override;
  Result<GroupPlans> keep_plan(const Actor& actor, const OrgId& group, const NewTrainingPlan& wanted, bool runs,
                               bool names) override;

  std::vector<TrainingDay> sessions_of(const OrgId& org, Date from, Date to) override;
  std::vector<TrainingDay> own_sessions(const Actor& actor, const std::vector<OrgId>& groups, Date from,
                                        Date to) override;
  bool own_claim(const Actor& actor, const std::string& claim) override;
  std::vector<TrainingFact> facts(const PersonId& person) override;
  Result<HoursStanding> standing_of(const PersonId& person) override;

 private:
  using Names = std::map<std::string, std::string>;  // of centres
  using People = std::vector<PersonId>;

  // --- service.cpp
  int64_t now() const { return around_.now(); }
  Result<staff::Teacher> own_teacher(const Actor& actor);  // conflict: no-staff
  std::string name_of(const OrgId& org) { return around_.registry.name_of(org); }
  Result<std::string> known_name(const OrgId& org);  // not_found (org-unknown)
  Names centres_of(const OrgId& org);
  std::string issuer_of(const store::OfferRow& row);
  TrainingOffer shown(db::Session& session, const store::OfferRow& row, const std::string& issuer,
                      const PersonId& asks = {});
  // Everybody of a set as staff knows them; who is gone is left out.
  std::map<PersonId, staff::Teacher> teachers_of(const std::vector<PersonId>& people);
  // An offer of `org`, an open one, or the offer of one of its sessions. not_found, conflict (not-open).
  static Result<store::OfferRow> offer_at(db::Session& session, const OrgId& org, const std::string& id);
  static Result<store::OfferRow> open_at(db::Session& session, const OrgId& org, const std::string& id);
  static Result<std::pair<store::SessionRow, store::OfferRow>> session_at(db::Session& session, const OrgId& org,
                                                                          const std::string& id);
  template <class Work>
  Result<OfferFile> changed(const OrgId& org, std::string id, Work&& work) {
    auto done = around_.database.write(std::forward<Work>(work));
    if (!done) return pass_on(done);
    return offer(org, id);
  }

  // --- service_offers.cpp
  Result<store::OfferRow> wanted_offer(const OrgId& org, const NewOffer& wanted);
  Result<std::vector<store::SessionRow>> wanted_sessions(const OrgId& org, const NewOffer& wanted);

  // --- service_people.cpp: within a transaction
  Result<void> take_in(db::Session& session, const Actor& actor, const store::OfferRow& offer,
                       const staff::Teacher& teacher);
  Result<People> let_go(db::Session& session, const Actor& actor, const store::OfferRow& offer,
                        const store::EnrolmentRow& row);
  // Who waited and has a place now, so that they are told after the transaction.
  People move_up(db::Session& session, const Actor& actor, const store::OfferRow& offer);
  void set_state(db::Session& session, const Actor& actor, const store::OfferRow& offer,
                 const store::EnrolmentRow& before, EnrolmentState state, const char* action);

  // --- service_days.cpp
  std::vector<std::string> led_centres(const Actor& actor, const std::vector<OrgId>& groups);
  TrainingDay day_of(const store::DayRow& row, bool leads);

  // --- service_tell.cpp: notices, after the transaction; none when nobody is named
  void tell_place(const Actor& actor, const std::string& offer, const People& people, bool moved_up);
  void tell_not_chosen(const Actor& actor, const std::string& offer, const People& people);
  void tell_moved(const Actor& actor, const std::string& offer);
  void tell_cancelled(const Actor& actor, const std::string& offer);

  // --- service_attendance.cpp
  Result<void> enter(db::Session& session, const Actor& actor, const store::OfferRow& offer,
                     const store::SessionRow& of, const CameTo& one, CameBy by, const std::string& reason);

  // --- service_certificates.cpp: brings certificates in line with who came, of an offer that is completed
  struct Issuing {
    std::string issuer;
    std::map<PersonId, staff::Teacher> people;  // that are enrolled
  };
  Issuing issuing(const store::OfferRow& offer);
  void issue(db::Session& session, const Actor& actor, const store::OfferRow& offer, const Issuing& with);
  Result<CertificatePrint> printed(
      const std::string& id, const std::function<bool(const store::CertificateRow&, const store::OfferRow&)>& may_see);

  // --- service_hours.cpp
  static Date window_begin(int year);
  HoursStanding standing_in(db::Session& session, const staff::Teacher& teacher);
  std::vector<PersonHours> people_hours(const OrgId& org);
  std::vector<TrainingClaim> shown_claims(const std::vector<store::ClaimRow>& rows);

  // --- service_plans.cpp
  struct AroundPlans;  // what all plans of a group are shown with
  TrainingPlan shown_plan(db::Session& session, const store::PlanWhole& whole, const AroundPlans& around);
  Result<void> good_plan(const OrgId& group, const NewTrainingPlan& wanted);

  Around around_;
};

}  // namespace doorstep::training
