// The services of the room, each over the same ground.
#pragma once

#include "ground.h"
#include "stands.h"

namespace doorstep::staffing {

class StaffingService final : public Staffing {
 public:
  explicit StaffingService(Ground& ground) : ground_(ground) {}

  Result<OrgStaffing> staffing(const Actor& actor, const OrgId& org, std::optional<int> year, bool manages,
                               bool speaks) override;
  Result<NormBook> norm(const OrgId& org, std::optional<int> year) override;
  Result<NormBook> set_norm(const Actor& actor, const OrgId& district, const NewNorm& wanted) override;
  Result<void> set_pool(const Actor& actor, const OrgId& district, const NewPool& wanted) override;
  Result<void> allot(const Actor& actor, const OrgId& district, const NewAllotment& wanted) override;
  Result<SheetOutcome> allot(const Actor& actor, const OrgId& district, const std::vector<SheetRow>& rows,
                             bool dry) override;
  Result<void> answer(const Actor& actor, const OrgId& district, const std::string& ask,
                      const AskAnswer& wanted) override;
  Result<void> ask(const Actor& actor, const OrgId& school, const NewAsk& wanted) override;
  Result<void> withdraw(const Actor& actor, const OrgId& school, const std::string& ask) override;

 private:
  using Names = std::map<OrgId, std::string>;
  void add_decisions(const OrgPlace& place, int year, const Names& schools, OrgStaffing& into);
  // Writes one allotment when pool and school allow it. invalid, conflict.
  Result<void> put(db::Session& session, const Actor& actor, const OrgId& district, const NewAllotment& wanted) const;
  Result<Names> public_schools(const OrgPlace& district);

  Ground& ground_;
};

class LeaveService final : public Leaves {
 public:
  explicit LeaveService(Ground& ground) : ground_(ground) {}
  Result<SchoolLeaves> leaves(const Actor& actor, const OrgId& school) override;
  Result<SchoolLeaves> record(const Actor& actor, const OrgId& school, const NewLeave& wanted) override;
  Result<SchoolLeaves> end(const Actor& actor, const OrgId& school, const std::string& leave,
                           const LeaveEnd& wanted) override;

 private:
  Ground& ground_;
};

class RecruitmentService final : public Recruitment {
 public:
  explicit RecruitmentService(Ground& ground) : ground_(ground) {}
  Result<Rounds> rounds(const Actor& actor, const OrgId& org, bool runs) override;
  Result<Rounds> begin(const Actor& actor, const OrgId& org, const NewRecruitment& wanted) override;
  Result<Rounds> ask(const Actor& actor, const OrgId& org, const std::string& round, const NewOpening& wanted,
                     bool runs) override;
  Result<Rounds> drop(const Actor& actor, const OrgId& org, const std::string& opening, bool runs) override;
  Result<Rounds> count(const Actor& actor, const OrgId& org, const std::string& opening,
                       const OpeningNumbers& wanted) override;
  Result<Rounds> move(const Actor& actor, const OrgId& org, const std::string& round, const RoundMove& wanted) override;
  Result<Newcomers> newcomers(const OrgId& school, const std::string& opening) override;
  Result<Rounds> tie(const Actor& actor, const OrgId& org, const std::string& opening, const NewHired& wanted,
                     bool runs) override;

 private:
  // The rounds' organisations that a school, or a district or group, has to do with.
  std::vector<OrgId> homes_of(const OrgPlace& place);
  // An opening that `org` may change: its own, or one of a round that it runs. not_found
  struct Reached {
    store::OpeningRow opening;
    store::RoundRow round;
  };
  Result<Reached> reach(db::Session& session, const OrgPlace& place, const std::string& opening) const;

  Ground& ground_;
};

class ForecastService final : public Forecasts {
 public:
  explicit ForecastService(Ground& ground) : ground_(ground) {}
  Result<OrgForecast> forecast(const OrgId& org, const ForecastAsk& ask) override;

 private:
  double add_people(const OrgPlace& place, const std::vector<staff::Teacher>& people, const Norm& norm,
                    const std::set<PersonId>& away, const std::vector<std::string>& subjects,
                    workforce::Question& question, OrgForecast& into);

  Ground& ground_;
};

}  // namespace doorstep::staffing
