// PlanService: problems from the register, planning as a job, plans looked at, changed, compared and accepted.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>

#include <doorstep/exchange_check/check.h>
#include <doorstep/transfer/plan.h>
#include <doorstep/transfer/problem.h>

#include "desk.h"
#include "figures.h"
#include "service.h"

namespace doorstep::exchange {

// What the register calls a subject.
Words subject_words(const std::string& code);

class PlanService final : public Plans, private Desk {
 public:
  explicit PlanService(const Around& around) : Desk(around), secondments_(around) {}

  Result<RuleEditions> editions(const OrgId& org) override;
  Result<RuleEditions> add_edition(const Actor& actor, const OrgId& org, const NewEdition& wanted) override;
  Result<RuleEditions> let_hold(const Actor& actor, const OrgId& org, const std::string& edition) override;
  Result<std::vector<PlanSummary>> plans(const OrgId& org) override;
  std::optional<OrgId> org_of(const std::string& id) override;
  Result<ExchangePlan> plan(const std::string& id) override;
  Result<PlanMoveDetail> move(const std::string& id, const PersonId& person) override;
  Result<ExchangePlan> make(const Actor& actor, const OrgId& org, const NewExchangePlan& wanted) override;
  Result<ExchangePlan> again(const Actor& actor, const std::string& id, const PlanDecisions& wanted) override;
  Result<ExchangePlan> stop(const Actor& actor, const std::string& id) override;
  Result<PlanTrial> attempt(const std::string& id, const PlanChanges& wanted) override;
  Result<ExchangePlan> accept(const Actor& actor, const std::string& id, const PlanAcceptance& wanted) override;
  Result<PlanEffects> effects(const std::string& id) override;
  std::vector<PlanReason> reasons(const std::string& id) override;

 private:
  // A stored plan with its texts read; kept for the next request while it stands as it is.
  struct Read {
    store::PlanRow row;
    PlanQuestion question;
    transfer::Problem problem;
    std::optional<transfer::Plan> plan;
    std::vector<PlanReason> reasons;
    int64_t eligible = 0;
    std::unique_ptr<const Gauges> gauges;
    std::unique_ptr<const exchange_check::Checker> checker;
  };
  using Shared = std::shared_ptr<const Read>;

  OrgId district_around(const OrgId& org) const;
  Result<PlanQuestion> asked(const OrgId& org, const NewExchangePlan& wanted) const;
  Result<void> fit_together(const PlanTogether& wanted) const;
  Result<transfer::Problem> problem_of(const OrgId& org, const PlanQuestion& question) const;
  void add_schools(transfer::Problem& problem, const OrgId& org, const PlanQuestion& question) const;
  void add_teachers(transfer::Problem& problem, const OrgId& org, const PlanQuestion& question,
                    const standard::Standard& standard) const;
  void add_coverage(transfer::Problem& problem, const OrgId& org, double covered) const;
  Result<void> fit(const transfer::Problem& problem) const;  // check_problem, with people by name
  static void decide(transfer::Problem& problem, const PlanQuestion& question);

  Result<store::PlanRow> row(const std::string& id);
  Result<Shared> read(const std::string& id);
  Shared known(const std::string& id);  // what was read before and still holds; null when it has to be read
  void settle(store::PlanRow& row);     // a job that ended without a word
  PlanSummary summary(const store::PlanRow& row) const;
  ExchangePlan shown(const Read& of);
  static Moved moved(const transfer::Plan& plan);

  Result<void> start(const Actor& actor, store::PlanRow& row, const transfer::Problem& problem,
                     const PlanQuestion& question);
  void work(const Actor& actor, const std::string& id, const transfer::Problem& problem, const PlanQuestion& question,
            jobs::Progress& progress);
  void finish(const std::string& id, const Actor& actor, const std::function<void(store::PlanRow&)>& change);

  SecondmentService secondments_;
  std::mutex mutex_;
  std::map<std::string, PlanProgressShown> under_way_;
  std::vector<Shared> kept_;  // the newest last
};

}  // namespace doorstep::exchange
