// SecondmentService: proposing, who says what, start, visits, reviews, return. What may follow what: standing.cpp.
#pragma once

#include <functional>

#include "desk.h"
#include "standing.h"

namespace doorstep::exchange {

class SecondmentService final : public Secondments, private Desk {
 public:
  explicit SecondmentService(const Around& around) : Desk(around) {}

  Result<std::vector<SecondmentSummary>> secondments(const OrgId& org) override;
  Result<Secondment> secondment(const Actor& actor, const std::string& id) override;
  std::vector<Secondment> own(const Actor& actor) override;
  Result<std::vector<Candidate>> candidates(const OrgId& org) override;
  std::optional<OrgId> org_for(const Actor& actor, const std::string& id) override;
  Result<Secondment> propose(const Actor& actor, const OrgId& org, const NewSecondment& wanted) override;
  Result<Secondment> change(const Actor& actor, const std::string& id, const NewSecondment& wanted) override;
  Result<Secondment> act(const Actor& actor, const std::string& id, const NewAct& wanted) override;
  int64_t remind(Date today) override;
  std::vector<Waiting> waiting(const Actor& actor) override;
  std::vector<ServedAway> served(const PersonId& person) override;
  std::vector<SharedTime> shared_time(Date from, Date until) override {
    return around_.database.read([&](db::Session& session) { return store::shared_time(session, from, until); });
  }
  Result<PlanEffects> effects(const std::string& id) override;

  // For plans: drafts that are kept and sent in one transaction, all or none of them. `whys`: by person.
  Result<void> propose_all(const Actor& actor, const OrgId& org, const std::string& plan,
                           const std::vector<NewSecondment>& all, const std::map<PersonId, std::string>& whys);
  std::vector<SecondmentSummary> secondments_of_plan(const std::string& plan) const;

 private:
  // All that is kept of one.
  struct Whole {
    store::SecondmentRow row;
    std::vector<store::PersonRow> people;
    std::vector<store::ConsentRow> consents;
    std::vector<store::VisitRow> visits;
  };
  static std::optional<Whole> whole(db::Session& session, const std::string& id);
  Result<Whole> whole(const std::string& id) const;

  // A draft as wanted, looked at: rows that may be kept.
  Result<Whole> drafted(const OrgId& org, const NewSecondment& wanted, Language language) const;
  Result<store::PersonRow> drafted(const OrgId& host, const NewSeconded& wanted) const;

  SecondmentSummary summary(const Whole& of) const;
  Secondment shown(const Actor& actor, const Whole& of) const;
  std::vector<Consent> consents_of(const Whole& of) const;
  std::vector<Possible> possible_to(const Actor& actor, const Whole& of) const;
  // The acts of the table that this hand could do, for this person or school.
  static void add_possible(std::vector<Possible>& to, const Whole& of, Hand hand, const std::string& whose);
  static bool agreed(const Whole& of, Hand hand, const std::string& whose);
  static bool all_agree(const Whole& of);
  bool decides_for_home(const Actor& actor, const Whole& of, const OrgId& home) const;
  std::vector<RuleCheck> checks_of(const Whole& of) const;
  static std::vector<OrgId> homes_of(const Whole& of);

  Result<Possible> chosen(const Actor& actor, const Whole& of, const NewAct& wanted) const;
  Result<void> fit(const Whole& of, const NewAct& wanted, const Possible& by) const;
  Result<void> apply(db::Session& session, const Actor& actor, Whole& of, const NewAct& wanted,
                     const Possible& by) const;
  Result<void> review(db::Session& session, const Actor& actor, Whole& of, const NewAct& wanted) const;
  Result<void> bring_back(db::Session& session, Whole& of, const NewAct& wanted) const;
  // Roles at the receiving school, from a day to a day; said again it changes nothing.
  Result<void> into_register(const Actor& actor, const Whole& of, const NewAct& wanted) const;
  void tell(const Actor& actor, const Whole& of) const;
  void tell_of_plan(const Actor& actor, const std::vector<Whole>& drafts) const;  // each school once
  static std::map<OrgId, int64_t> to_answer(const Whole& of);
  void add_waiting(std::vector<Waiting>& to, const Actor& actor, const Whole& of) const;
};

}  // namespace doorstep::exchange
