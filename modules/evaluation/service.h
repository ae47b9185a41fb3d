// EvaluationService: rounds, what the panel enters, and what it comes to.
#pragma once

#include <functional>

#include "module.h"
#include "store.h"

namespace doorstep::evaluation {

class EvaluationService final : public Evaluations {
 public:
  EvaluationService(db::Database& database, registry::Registry& registry, unity::Unity& unity,
                    const audit::Trail& trail, NameOf name_of)
      : database_(database), registry_(registry), unity_(unity), trail_(trail), name_of_(std::move(name_of)) {}

  std::vector<RoundSummary> rounds(const OrgId& org) override;
  Result<EvaluationRound> round(const Actor& actor, const std::string& id) override;
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
  // By school: the share of unified items at which it works as one.
  std::vector<std::pair<OrgId, double>> unity_shares(const std::vector<EvaluationSchool>& schools, const OrgId& org);
  bool on_panel(const Actor& actor, const store::RoundRow& row) const;
  Result<EvaluationRound> change(const Actor& actor, const std::string& id,
                                 const std::function<Result<void>(db::Session&, store::RoundRow&)>& work);

  db::Database& database_;
  registry::Registry& registry_;
  unity::Unity& unity_;
  const audit::Trail& trail_;
  NameOf name_of_;
};

}  // namespace doorstep::evaluation
