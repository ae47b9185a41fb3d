// Exchange: teachers and leaders of one district work for a term where they are needed. Rules as data, wishes, plans by
// the planner, and secondments from proposal to return. Thread safe; every change is one transaction with its entry in
// the audit trail.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/result.h>
#include <doorstep/exchange/editions.h>
#include <doorstep/exchange/plans.h>
#include <doorstep/exchange/secondments.h>
#include <doorstep/exchange/wishes.h>

namespace doorstep::exchange {

class Secondments {
 public:
  virtual ~Secondments() = default;

  // Of a school (sent or received), a group or a district; the newest first.
  virtual Result<std::vector<SecondmentSummary>> secondments(const OrgId& org) = 0;
  virtual Result<Secondment> secondment(const Actor& actor, const std::string& id) = 0;
  virtual std::vector<Secondment> own(const Actor& actor) = 0;  // the actor is one of its people
  // Teachers and leaders who serve below `org`, each with the first rule that speaks against it.
  virtual Result<std::vector<Candidate>> candidates(const OrgId& org) = 0;
  // An organisation of it about which the actor may decide, or else its district; empty: there is none of that id.
  virtual std::optional<OrgId> org_for(const Actor& actor, const std::string& id) = 0;

  // A draft in the name of `org`: a school that sends or receives, a group, a district.
  //   invalid    a field is wrong (people/N: which person)
  //   not_found  no such organisation
  virtual Result<Secondment> propose(const Actor& actor, const OrgId& org, const NewSecondment& wanted) = 0;
  virtual Result<Secondment> change(const Actor& actor, const std::string& id, const NewSecondment& wanted) = 0;
  //   conflict   not-now: the act does not follow where it stands; rules: the rules forbid it, named; answered
  //   forbidden  not-yours: somebody else's act
  virtual Result<Secondment> act(const Actor& actor, const std::string& id, const NewAct& wanted) = 0;

  // Tells every school, group and district from which an answer is due since a week, once a week and no more; how many
  // were told. Said again on the same day it tells nobody.
  virtual int64_t remind(Date today) = 0;

  // What waits for the actor, the oldest first; never more than 200.
  virtual std::vector<Waiting> waiting(const Actor& actor) = 0;
  // For the portfolio.
  virtual std::vector<ServedAway> served(const PersonId& person) = 0;
  // Of everybody, as far as it was begun and falls into [from, until).
  virtual std::vector<SharedTime> shared_time(Date from, Date until) = 0;
  virtual Result<PlanEffects> effects(const std::string& id) = 0;
};

class Wishes {
 public:
  virtual ~Wishes() = default;

  virtual Result<OwnExchange> own(const Actor& actor) = 0;
  virtual Result<OwnExchange> wish(const Actor& actor, const NewWish& wanted) = 0;
  virtual Result<OwnExchange> claim(const Actor& actor, const NewExchangeClaim& wanted) = 0;
  virtual Result<OwnExchange> withdraw_claim(const Actor& actor, const std::string& id) = 0;
  virtual Result<OrgWishes> wishes(const OrgId& org) = 0;
  // At the schools of `org`: those to decide first.
  virtual Result<std::vector<ExchangeClaim>> claims(const OrgId& org) = 0;
  virtual Result<ExchangeClaim> decide(const Actor& actor, const std::string& id,
                                       const ExchangeClaimDecision& wanted) = 0;
  virtual std::optional<OrgId> school_of_claim(const std::string& id) = 0;
  virtual bool owns_claim(const Actor& actor, const std::string& id) = 0;
};

class Plans {
 public:
  virtual ~Plans() = default;

  virtual Result<RuleEditions> editions(const OrgId& org) = 0;
  // A local edition of the district around `org`, which holds from now on.
  virtual Result<RuleEditions> add_edition(const Actor& actor, const OrgId& org, const NewEdition& wanted) = 0;
  virtual Result<RuleEditions> let_hold(const Actor& actor, const OrgId& org, const std::string& edition) = 0;

  virtual Result<std::vector<PlanSummary>> plans(const OrgId& org) = 0;
  virtual std::optional<OrgId> org_of(const std::string& id) = 0;
  virtual Result<ExchangePlan> plan(const std::string& id) = 0;
  virtual Result<PlanMoveDetail> move(const std::string& id, const PersonId& person) = 0;
  // Begins planning; the plan is `planning` until the job is over.
  //   invalid  the question is wrong, or the register lacks what it needs: which
  virtual Result<ExchangePlan> make(const Actor& actor, const OrgId& org, const NewExchangePlan& wanted) = 0;
  virtual Result<ExchangePlan> again(const Actor& actor, const std::string& id, const PlanDecisions& wanted) = 0;
  virtual Result<ExchangePlan> stop(const Actor& actor, const std::string& id) = 0;  // the best so far is kept
  virtual Result<PlanTrial> attempt(const std::string& id, const PlanChanges& wanted) = 0;
  // One secondment, in draft, for each receiving school of the plan; all or none of them.
  virtual Result<ExchangePlan> accept(const Actor& actor, const std::string& id, const PlanAcceptance& wanted) = 0;
  virtual Result<PlanEffects> effects(const std::string& id) = 0;
  virtual std::vector<PlanReason> reasons(const std::string& id) = 0;  // of all moves, for the workbook
};

}  // namespace doorstep::exchange
