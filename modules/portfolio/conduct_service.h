// ConductService: cases, their steps, and commendations.
#pragma once

#include "module.h"
#include "store_conduct.h"

namespace doorstep::portfolio {

inline constexpr const char* case_room = "portfolio-case";  // in which the files of a case hang

// What who asks is to a case.
struct CaseSeat {
  bool person = false;    // it is about them, and they were told
  bool runs = false;      // the head of the school; of a case about the head, the district
  bool district = false;  // has to know as the district
  bool above = false;     // has to know as what lies above the district
  bool any() const { return person || runs || district || above; }
};

class ConductService final : public Conduct {
 public:
  explicit ConductService(Around around) : around_(std::move(around)) {}

  const ConductRules& rules() const override;
  bool barred(const PersonId& person, Date on) override;
  std::vector<ConductCase> own(const Actor& actor) override;
  Result<ConductCases> at(const Actor& actor, const OrgId& org) override;
  Result<ConductCase> one(const Actor& actor, const std::string& id) override;
  Result<ConductCase> open(const Actor& actor, const OrgId& school, const NewCase& wanted) override;
  Result<ConductCase> move(const Actor& actor, const std::string& id, const CaseMove& wanted) override;
  Result<std::vector<Commendation>> commendations(const Actor& actor, const OrgId& school) override;
  Result<std::vector<Commendation>> commend(const Actor& actor, const OrgId& school,
                                            const NewCommendation& wanted) override;
  Result<std::vector<Commendation>> withdraw(const Actor& actor, const OrgId& school, const std::string& id) override;
  std::vector<Commendation> of(const PersonId& person) override;

 private:
  CaseSeat seat_of(const Actor& actor, const store::CaseRow& row) const;
  bool district_officer(const Actor& actor, const OrgId& district) const;
  bool above_officer(const Actor& actor, const OrgId& district) const;
  bool may_open(const Actor& actor, const OrgId& school, bool about_leader) const;
  ConductCase shown(db::Session& session, const Actor& actor, const store::CaseRow& row, const CaseSeat& seat) const;
  void note(const Actor& actor, const char* what, const std::string& entity, const OrgId& school) const;
  // Does the step to the row, or says why not.
  Result<void> step(const CaseSeat& seat, const std::vector<store::StepRow>& before, const CaseMove& wanted,
                    store::CaseRow& row, const AccountId& account) const;

  Around around_;
};

// What may be done now from a seat. Pure.
std::vector<CaseStep> steps_open(const CaseSeat& seat, const store::CaseRow& row,
                                 const std::vector<store::StepRow>& before, const AccountId& account, Date today);

}  // namespace doorstep::portfolio
