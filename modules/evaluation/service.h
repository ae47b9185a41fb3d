// EvaluationService: rounds, what the panel enters, and what it comes to.
#pragma once

#include <functional>

#include "module.h"
#include "store.h"

namespace doorstep::evaluation {

class EvaluationService final : public Evaluations {
 public:
  EvaluationService(db::Database& database, registry::Registry& registry, const audit::Trail& trail, NameOf name_of,
                    Measures measures)
      : database_(database),
        registry_(registry),
        trail_(trail),
        name_of_(std::move(name_of)),
        measures_(std::move(measures)) {}

  std::vector<RoundSummary> rounds(const OrgId& org) override;
  Result<EvaluationRound> round(const Actor& actor, const std::string& id) override;
  Result<std::vector<GroupVerdict>> verdicts(const Actor& actor, const OrgId& group) override;
  Result<std::vector<GroupVerdict>> appeal_verdict(const Actor& actor, const OrgId& group, const std::string& id,
                                                   const NewAppeal& wanted) override;
  std::optional<OrgId> org_of(const std::string& id) override;
  Result<EvaluationRound> make(const Actor& actor, const NewRound& wanted) override;
  Result<EvaluationRound> move(const Actor& actor, const std::string& id, RoundState to) override;
  Result<EvaluationRound> enter(const Actor& actor, const std::string& id, const NewEntry& wanted,
                                bool runs_it) override;
  Result<EvaluationRound> appeal(const Actor& actor, const std::string& id, const NewAppeal& wanted) override;
  Result<EvaluationRound> answer(const Actor& actor, const std::string& id, const std::string& appeal,
                                 const std::string& text) override;

 private:
  // The name of a group or district and the schools that its rounds are about: members of today.
  struct About {
    std::string name;
    bool district = false;
    std::vector<EvaluationSchool> schools;
  };
  Result<About> about(const OrgId& org);
  Result<void> add_members(const OrgId& group, std::vector<EvaluationSchool>& schools);
  // Entries of today that this system's records make.
  std::vector<store::EntryRow> measured(const std::vector<EvaluationIndicator>& indicators,
                                        const std::vector<EvaluationSchool>& schools) const;
  bool on_panel(const Actor& actor, const store::RoundRow& row) const;
  Result<EvaluationRound> change(const Actor& actor, const std::string& id,
                                 const std::function<Result<void>(db::Session&, store::RoundRow&)>& work);

  db::Database& database_;
  registry::Registry& registry_;
  const audit::Trail& trail_;
  NameOf name_of_;
  Measures measures_;
};

}  // namespace doorstep::evaluation
